import { describe, expect, it } from "vitest";
import {
  addNum,
  ceilNum,
  compareNum,
  divNum,
  exactDigits,
  floorNum,
  formatNum,
  isInfinite,
  isUndefinedNum,
  isWholeNum,
  modNum,
  mulNum,
  type Num,
  negNum,
  numFromBigInt,
  numFromNumber,
  numToBigInt,
  numToNumber,
  parseNum,
  roundDecimal,
  subNum,
} from "../../src/hcl/number.ts";

function num(text: string): Num {
  const parsed = parseNum(text);
  if (parsed === null) throw new Error(`${text} is no number`);
  return parsed;
}

describe("parseNum", () => {
  it.each([
    ["0", "0"],
    ["-0", "-0"],
    ["007", "7"],
    ["+5", "5"],
    [".5", "0.5"],
    ["5.", "5"],
    ["1e3", "1000"],
    ["1E+3", "1000"],
    ["125e-2", "1.25"],
    ["1p3", "8"],
    ["1p-1", "0.5"],
    ["9007199254740993", "9007199254740993"],
    ["123456789012345678901234567890", "123456789012345678901234567890"],
    ["0.1", "0.1"],
    ["1e-10", "0.0000000001"],
    ["-1.50", "-1.5"],
    ["1e100", `1${"0".repeat(100)}`],
    ["1e400", `1${"0".repeat(400)}`],
    ["1e-400", `0.${"0".repeat(399)}1`],
    ["inf", "+Inf"],
    ["-Inf", "-Inf"],
  ])("%s is %s", (text, printed) => {
    expect(formatNum(num(text))).toBe(printed);
  });

  it.each([
    "",
    ".",
    "-",
    "e5",
    "1e",
    "1_000",
    "0x10",
    "0b1",
    " 1",
    "1 ",
    "NaN",
    "infinity",
    "1e5000000000",
    "1e-5000000000",
    "١",
  ])("refuses %j", (text) => {
    expect(parseNum(text)).toBeNull();
  });

  it("reads numbers whose digits are beyond all bounds in bounded time", () => {
    expect(formatNum(num("1e600000000"))).toMatch(/^\d\.\d+e\+600000000$/);
    expect(formatNum(num("1e-600000000"))).toMatch(/e-600000000$|e-600000001$/);
    expect(formatNum(mulNum(num("1e600000000"), num("1e600000000")))).toBe("+Inf");
    expect(numToBigInt(num("1e600000000"))).toBeNull();
    expect(numToNumber(num("1e600000000"))).toBe(Number.POSITIVE_INFINITY);
    expect(formatNum(addNum(num("1e600000000"), 1))).toMatch(/e\+600000000$/);
    expect(compareNum(num("1e600000000"), num("1e599999999"))).toBe(1);
  });
});

describe("arithmetic", () => {
  const third = `0.${"3".repeat(154)}5`;

  it.each([
    ["1/3", divNum(1, 3), third],
    ["-1/3", divNum(-1, 3), `-${third}`],
    ["1/-3", divNum(1, -3), `-${third}`],
    ["2/3", divNum(2, 3), `0.${"6".repeat(153)}7`],
    ["7/2", divNum(7, 2), "3.5"],
    ["0.1+0.2", addNum(num("0.1"), num("0.2")), "0.3"],
    ["0.1*0.1", mulNum(num("0.1"), num("0.1")), `0.01${"0".repeat(153)}1`],
    ["1.1-1", subNum(num("1.1"), 1), `0.1${"0".repeat(153)}3`],
    ["big + 1", addNum(num("123456789012345678901234567890"), 1), "123456789012345678901234567891"],
    ["2^53 + 1", addNum(9007199254740991, 2), "9007199254740993"],
    ["tiny + 1", addNum(num("1e-400"), 1), "1"],
    ["1 - tiny", subNum(1, num("1e-400")), "1"],
    ["0*-1", mulNum(0, -1), "-0"],
    ["0-0", subNum(0, 0), "0"],
    ["-7%7", modNum(-7, 7), "0"],
    ["-7%3", modNum(-7, 3), "-1"],
    ["-7.5%2", modNum(num("-7.5"), 2), "-1.5"],
    ["5%0", modNum(5, 0), "5"],
    ["1/0", divNum(1, 0), "+Inf"],
    ["-1/0", divNum(-1, 0), "-Inf"],
    ["0.5/0", divNum(num("0.5"), 0), "+Inf"],
  ])("%s", (_, result, printed) => {
    expect(formatNum(result)).toBe(printed);
  });

  it("has no answer for what is undefined", () => {
    expect(isUndefinedNum(divNum(0, 0))).toBe(true);
    expect(isUndefinedNum(modNum(divNum(1, 0), 3))).toBe(true);
    expect(isUndefinedNum(subNum(divNum(1, 0), divNum(1, 0)))).toBe(true);
    expect(isUndefinedNum(mulNum(0, divNum(1, 0)))).toBe(true);
    expect(isUndefinedNum(mulNum(0, 1))).toBe(false);
  });

  it("compares by value", () => {
    expect(compareNum(num("0.5"), 1)).toBe(-1);
    expect(compareNum(num("-0.5"), num("-0.25"))).toBe(-1);
    expect(compareNum(num("1e30"), num("1e29"))).toBe(1);
    expect(compareNum(num("1e30"), num("1e30"))).toBe(0);
    expect(compareNum(0, -0)).toBe(0);
    expect(compareNum(divNum(-1, 0), num("-1e30"))).toBe(-1);
    expect(compareNum(divNum(1, 0), num("1e30"))).toBe(1);
    expect(compareNum(0, num("1e-30"))).toBe(-1);
  });

  it("rounds down and up", () => {
    expect([floorNum(num("-1.2")), ceilNum(num("-1.2")), floorNum(num("1.8")), ceilNum(num("1.2"))]).toEqual([
      -2, -1, 1, 2,
    ]);
    expect(formatNum(floorNum(num("12345678901234567890.5")))).toBe("12345678901234567890");
    expect(floorNum(num("-1e-400"))).toBe(-1);
    expect(isWholeNum(num("1e30"))).toBe(true);
    expect(isWholeNum(num("1.5"))).toBe(false);
    expect(isInfinite(divNum(1, 0))).toBe(true);
  });
});

describe("doubles and big integers", () => {
  it.each([0.1, -0.5, 1.5, 2 ** 0.5, 1e21, 1e300, 5e-324, 2 ** -1074 * 3, 123456.789, -1e-7])("keeps %d", (x) => {
    expect(numToNumber(numFromNumber(x))).toBe(x);
  });

  it("prints a double with its own few digits", () => {
    expect(formatNum(numFromNumber(2 ** 0.5))).toBe("1.4142135623730951");
    expect(formatNum(numFromNumber(0.1))).toBe("0.1");
    // An operand of full precision makes a result of full precision.
    expect(formatNum(mulNum(numFromNumber(2 ** 0.5), 1))).toBe(
      "1.4142135623730951454746218587388284504413604736328125",
    );
  });

  it("agrees with doubles where they are exact", () => {
    for (const [a, b] of [
      [3.25, 1.5],
      [-10.75, 0.5],
      [1024, 0.125],
    ] as const) {
      expect(numToNumber(addNum(numFromNumber(a), numFromNumber(b)))).toBe(a + b);
      expect(numToNumber(subNum(numFromNumber(a), numFromNumber(b)))).toBe(a - b);
      expect(numToNumber(mulNum(numFromNumber(a), numFromNumber(b)))).toBe(a * b);
      expect(numToNumber(modNum(numFromNumber(a), numFromNumber(b)))).toBe(a % b);
    }
  });

  it("converts whole numbers", () => {
    expect(numToBigInt(num("1e21"))).toBe(10n ** 21n);
    expect(numToBigInt(num("1.5"))).toBeNull();
    expect(numFromBigInt(12n)).toBe(12);
    expect(formatNum(negNum(numFromBigInt(10n ** 20n)))).toBe("-100000000000000000000");
  });
});

describe("decimal digits", () => {
  it("gives all digits", () => {
    expect(exactDigits(num("0.5"))).toEqual({ digits: "5", point: 0 });
    expect(exactDigits(numFromNumber(0.1)).digits).toBe("1000000000000000055511151231257827021181583404541015625");
    expect(exactDigits(0)).toEqual({ digits: "", point: 0 });
  });

  it.each([
    ["25", 1, { digits: "2", point: 1 }],
    ["35", 1, { digits: "4", point: 1 }],
    ["251", 1, { digits: "3", point: 1 }],
    ["999", 2, { digits: "1", point: 2 }],
    ["104", 2, { digits: "1", point: 1 }],
  ])("rounds %s to %d digits", (digits, count, rounded) => {
    expect(roundDecimal({ digits, point: 1 }, count)).toEqual(rounded);
  });
});

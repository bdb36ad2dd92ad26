/**
 * The fewest boxes that cover exactly the marked points of a grid. A box is a set of values for each axis; it covers the
 * points whose coordinates are all in those sets. Exact as long as the grid is small, and always a cover.
 */

export interface Grid {
  /** Number of values of each axis. */
  readonly sizes: readonly number[];
  /** 1 for each marked point; the last axis varies fastest. */
  readonly marked: Uint8Array;
}

/** For each axis which values belong to it. */
export type Box = readonly ReadonlySet<number>[];

/** Limits of the work, in points that are looked at; beyond them the cover may have more boxes than needed. */
const maxExplored = 300_000;
const maxGrown = 1_000_000;
const maxSearch = 5_000;
const maxSearchedPoints = 1_024;

export function minimalCover(grid: Grid): readonly Box[] {
  const reduced = reduceGrid(grid);
  const boxes = fewest(reduced.grid, maximalBoxes(reduced.grid));
  return boxes.map((box) => box.map((classes, axis) => reduced.expand(axis, classes)));
}

interface Reduced {
  readonly grid: Grid;
  readonly expand: (axis: number, classes: readonly number[]) => ReadonlySet<number>;
}

/** Values that make no difference are one: what a real template leaves is small. */
function reduceGrid(grid: Grid): Reduced {
  const strides = stridesOf(grid.sizes);
  const classesOf = grid.sizes.map((size, axis) => {
    const classes: number[][] = [];
    const known = new Map<string, number[]>();
    for (let value = 0; value < size; value++) {
      const key = sliceKey(grid, strides, axis, value);
      const same = known.get(key);
      if (same) same.push(value);
      else {
        const fresh = [value];
        known.set(key, fresh);
        classes.push(fresh);
      }
    }
    return classes;
  });
  const sizes = classesOf.map((classes) => classes.length);
  const marked = new Uint8Array(sizes.reduce((product, size) => product * size, 1));
  forEachPoint(sizes, (point, index) => {
    const original = point.reduce((sum, at, axis) => sum + (classesOf[axis]?.[at]?.[0] ?? 0) * (strides[axis] ?? 0), 0);
    marked[index] = grid.marked[original] ?? 0;
  });
  const expand = (axis: number, classes: readonly number[]): ReadonlySet<number> =>
    new Set(classes.flatMap((at) => classesOf[axis]?.[at] ?? []));
  return { grid: { sizes, marked }, expand };
}

function sliceKey(grid: Grid, strides: readonly number[], axis: number, value: number): string {
  const stride = strides[axis] ?? 1;
  const block = stride * (grid.sizes[axis] ?? 1);
  let key = "";
  for (let start = value * stride; start < grid.marked.length; start += block) {
    key += grid.marked.subarray(start, start + stride).join("");
  }
  return key;
}

function stridesOf(sizes: readonly number[]): readonly number[] {
  const strides = sizes.map(() => 1);
  for (let axis = sizes.length - 2; axis >= 0; axis--)
    strides[axis] = (strides[axis + 1] ?? 1) * (sizes[axis + 1] ?? 1);
  return strides;
}

function forEachPoint(sizes: readonly number[], visit: (point: readonly number[], index: number) => void): void {
  const point = sizes.map(() => 0);
  const total = sizes.reduce((product, size) => product * size, 1);
  for (let index = 0; index < total; index++) {
    visit(point, index);
    for (let axis = sizes.length - 1; axis >= 0; axis--) {
      const next = (point[axis] ?? 0) + 1;
      point[axis] = next === sizes[axis] ? 0 : next;
      if (point[axis] !== 0) break;
    }
  }
}

/** As a box, for each axis the values in order. */
type Lists = readonly (readonly number[])[];

/**
 * Boxes of marked points only that no value can be added to: all of them on small grids; then, as the work adds up, some
 * for each point, and in the end boxes that are as long as they can be on one axis.
 */
function maximalBoxes(grid: Grid): readonly Lists[] {
  const strides = stridesOf(grid.sizes);
  const ranges = grid.sizes.map((size) => Array.from({ length: size }, (_, at) => at));
  const seen = new Set<string>();
  const maximal = new Map<string, Lists>();
  const covered = new Uint8Array(grid.marked.length);
  let work = 0;
  const canAdd = (box: Lists, axis: number, value: number): boolean => {
    if (box[axis]?.includes(value)) return false;
    work += box.reduce((product, values, at) => (at === axis ? product : product * values.length), 1);
    return sliceIsMarked(grid.marked, strides, box, axis, value);
  };
  /** One pass is enough: what can't be added to a box can't be added to a larger one. */
  const grow = (start: Lists): Lists => {
    let box = start;
    for (const [axis, values] of ranges.entries()) {
      for (const value of values) if (canAdd(box, axis, value)) box = withValue(box, axis, value);
    }
    return box;
  };
  const add = (key: string, box: Lists): void => {
    if (maximal.has(key)) return;
    maximal.set(key, box);
    for (const index of pointsOf(strides, box)) covered[index] = 1;
  };
  const explore = (start: Lists): void => {
    const stack = [start];
    for (let box = stack.pop(); box && work < maxExplored; box = stack.pop()) {
      const current = box;
      const key = boxKey(current);
      if (seen.has(key)) continue;
      seen.add(key);
      let largest = true;
      for (const [axis, values] of ranges.entries()) {
        for (const value of values) {
          if (!canAdd(current, axis, value)) continue;
          largest = false;
          stack.push(withValue(current, axis, value));
        }
      }
      if (largest) add(key, current);
    }
  };
  forEachPoint(grid.sizes, (point, index) => {
    if (grid.marked[index] !== 1) return;
    const start = point.map((value) => [value]);
    if (work < maxExplored) explore(start);
    if (work < maxExplored || covered[index] === 1) return;
    const box = work < maxGrown ? grow(start) : lineThrough(grid, strides, start);
    add(boxKey(box), box);
  });
  return [...maximal.values()];
}

/** Whether all points are marked that the box has more when the value is added to the axis. */
function sliceIsMarked(
  marked: Uint8Array,
  strides: readonly number[],
  box: Lists,
  axis: number,
  value: number,
): boolean {
  const from = (at: number, base: number): boolean => {
    if (at === box.length) return marked[base] === 1;
    const stride = strides[at] ?? 0;
    if (at === axis) return from(at + 1, base + value * stride);
    for (const own of box[at] ?? []) if (!from(at + 1, base + own * stride)) return false;
    return true;
  };
  return from(0, 0);
}

function lineThrough(grid: Grid, strides: readonly number[], box: Lists): Lists {
  const axis = grid.sizes.indexOf(Math.max(...grid.sizes));
  const values: number[] = [];
  for (let value = 0; value < (grid.sizes[axis] ?? 1); value++)
    if (sliceIsMarked(grid.marked, strides, box, axis, value)) values.push(value);
  return box.map((own, at) => (at === axis ? values : own));
}

function withValue(box: Lists, axis: number, value: number): Lists {
  return box.map((values, at) => (at === axis ? [...values, value].sort((a, b) => a - b) : values));
}

function boxKey(box: Lists): string {
  return box.map((values) => values.join(",")).join(";");
}

interface Candidate {
  readonly box: Lists;
  readonly key: string;
  readonly points: readonly number[];
}

/** Branch and bound over the boxes that cover the most constrained point; the best found when the search grows too long. */
function fewest(grid: Grid, boxes: readonly Lists[]): readonly Lists[] {
  const strides = stridesOf(grid.sizes);
  const candidates = boxes
    .map((box): Candidate => ({ box, key: boxKey(box), points: pointsOf(strides, box) }))
    .sort((a, b) => b.points.length - a.points.length || (a.key < b.key ? -1 : 1));
  const uncovered = new Set<number>();
  for (const [index, mark] of grid.marked.entries()) if (mark === 1) uncovered.add(index);
  const coverers = new Map<number, Candidate[]>();
  for (const candidate of candidates) {
    for (const point of candidate.points) {
      const known = coverers.get(point);
      if (known) known.push(candidate);
      else coverers.set(point, [candidate]);
    }
  }
  let best = greedy(candidates, uncovered);
  const largest = Math.max(1, candidates[0]?.points.length ?? 1);
  let searched = 0;
  const search = (chosen: readonly Candidate[], left: ReadonlySet<number>): void => {
    if (left.size === 0) {
      if (chosen.length < best.length) best = chosen;
      return;
    }
    if (chosen.length + Math.ceil(left.size / largest) >= best.length || searched++ > maxSearch) return;
    let choices: readonly Candidate[] | undefined;
    for (const point of left) {
      const covering = coverers.get(point) ?? [];
      if (!choices || covering.length < choices.length) choices = covering;
    }
    for (const candidate of choices ?? []) {
      const rest = new Set(left);
      for (const point of candidate.points) rest.delete(point);
      search([...chosen, candidate], rest);
    }
  };
  if (uncovered.size <= maxSearchedPoints) search([], uncovered);
  return best.map((candidate) => candidate.box);
}

/** The largest gain first. Gains only shrink, so a stale one is an upper bound and most needn't be counted again. */
function greedy(candidates: readonly Candidate[], points: ReadonlySet<number>): readonly Candidate[] {
  const left = new Set(points);
  const queue = candidates.map((candidate) => ({ candidate, gain: candidate.points.length }));
  const chosen: Candidate[] = [];
  while (left.size > 0) {
    const first = queue.shift();
    if (!first) break;
    let gain = 0;
    for (const point of first.candidate.points) if (left.has(point)) gain++;
    if (gain < (queue[0]?.gain ?? 0)) {
      const at = queue.findIndex((other) => other.gain <= gain);
      queue.splice(at === -1 ? queue.length : at, 0, { candidate: first.candidate, gain });
      continue;
    }
    if (gain === 0) break;
    chosen.push(first.candidate);
    for (const point of first.candidate.points) left.delete(point);
  }
  return chosen;
}

function pointsOf(strides: readonly number[], box: Lists): readonly number[] {
  let points = [0];
  for (const [axis, values] of box.entries()) {
    const stride = strides[axis] ?? 0;
    const next: number[] = [];
    for (const base of points) for (const value of values) next.push(base + value * stride);
    points = next;
  }
  return points;
}

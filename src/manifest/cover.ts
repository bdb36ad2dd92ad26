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
  readonly expand: (axis: number, classes: ReadonlySet<number>) => ReadonlySet<number>;
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
  const expand = (axis: number, classes: ReadonlySet<number>): ReadonlySet<number> =>
    new Set([...classes].flatMap((at) => classesOf[axis]?.[at] ?? []));
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

/**
 * Boxes of marked points only that no value can be added to: all of them on small grids; then, as the work adds up, some
 * for each point, and in the end boxes that are as long as they can be on one axis.
 */
function maximalBoxes(grid: Grid): readonly Box[] {
  const strides = stridesOf(grid.sizes);
  const seen = new Set<string>();
  const maximal = new Map<string, Box>();
  let work = 0;
  const canAdd = (box: Box, axis: number, value: number): boolean => {
    if (box[axis]?.has(value)) return false;
    const slice = sliceOf(strides, box, axis, value);
    work += slice.length;
    return slice.every((index) => grid.marked[index] === 1);
  };
  /** One pass is enough: what can't be added to a box can't be added to a larger one. */
  const grow = (start: Box): Box => {
    let box = start;
    for (const [axis, size] of grid.sizes.entries()) {
      for (const value of range(size)) if (canAdd(box, axis, value)) box = withValue(box, axis, value);
    }
    return box;
  };
  const explore = (start: Box): void => {
    const stack = [start];
    for (let box = stack.pop(); box && work < maxExplored; box = stack.pop()) {
      const current = box;
      const key = boxKey(current);
      if (seen.has(key)) continue;
      seen.add(key);
      const larger = grid.sizes.flatMap((size, axis) =>
        range(size)
          .filter((value) => canAdd(current, axis, value))
          .map((value) => withValue(current, axis, value)),
      );
      if (larger.length === 0) maximal.set(key, current);
      stack.push(...larger);
    }
  };
  const add = (box: Box): void => {
    maximal.set(boxKey(box), box);
  };
  forEachPoint(grid.sizes, (point, index) => {
    if (grid.marked[index] !== 1) return;
    const start = point.map((value) => new Set([value]));
    if (work < maxExplored) explore(start);
    if (work < maxExplored || [...maximal.values()].some((found) => covers(found, point))) return;
    add(work < maxGrown ? grow(start) : lineThrough(grid, strides, start));
  });
  return [...maximal.values()];
}

function lineThrough(grid: Grid, strides: readonly number[], box: Box): Box {
  const axis = grid.sizes.indexOf(Math.max(...grid.sizes));
  const values = range(grid.sizes[axis] ?? 1).filter((value) =>
    sliceOf(strides, box, axis, value).every((index) => grid.marked[index] === 1),
  );
  return box.map((own, at) => (at === axis ? new Set(values) : own));
}

function withValue(box: Box, axis: number, value: number): Box {
  return box.map((values, at) => (at === axis ? new Set([...values, value].sort((a, b) => a - b)) : values));
}

/** The points that the box has more when the value is added to the axis. */
function sliceOf(strides: readonly number[], box: Box, axis: number, value: number): readonly number[] {
  return pointsOf(strides, withOnly(box, axis, value));
}

function withOnly(box: Box, axis: number, value: number): Box {
  return box.map((values, at) => (at === axis ? new Set([value]) : values));
}

function covers(box: Box, point: readonly number[]): boolean {
  return box.every((values, axis) => values.has(point[axis] ?? -1));
}

function range(size: number): readonly number[] {
  return Array.from({ length: size }, (_, at) => at);
}

function boxKey(box: Box): string {
  return box.map((values) => [...values].join(",")).join(";");
}

interface Candidate {
  readonly box: Box;
  readonly points: ReadonlySet<number>;
}

/** Branch and bound over the boxes that cover the most constrained point; the best found when the search grows too long. */
function fewest(grid: Grid, boxes: readonly Box[]): readonly Box[] {
  const strides = stridesOf(grid.sizes);
  const candidates = boxes
    .map((box): Candidate => ({ box, points: new Set(pointsOf(strides, box)) }))
    .sort((a, b) => b.points.size - a.points.size || (boxKey(a.box) < boxKey(b.box) ? -1 : 1));
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
  const largest = Math.max(1, candidates[0]?.points.size ?? 1);
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
      search([...chosen, candidate], new Set([...left].filter((point) => !candidate.points.has(point))));
    }
  };
  if (uncovered.size <= maxSearchedPoints) search([], uncovered);
  return best.map((candidate) => candidate.box);
}

/** The largest gain first. Gains only shrink, so a stale one is an upper bound and most needn't be counted again. */
function greedy(candidates: readonly Candidate[], points: ReadonlySet<number>): readonly Candidate[] {
  const left = new Set(points);
  const queue = candidates.map((candidate) => ({ candidate, gain: candidate.points.size }));
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

function pointsOf(strides: readonly number[], box: Box): readonly number[] {
  let points = [0];
  for (const [axis, values] of box.entries()) {
    points = points.flatMap((base) => [...values].map((value) => base + value * (strides[axis] ?? 0)));
  }
  return points;
}

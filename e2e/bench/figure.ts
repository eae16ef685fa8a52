// A figure: what was measured, how often, beside what, and what it should be.

export type Unit = "ms" | "MB" | "kB" | "requests" | "nodes" | "frames" | "exponent";

/** What a figure is held to: its median, its worst value, or its median as a multiple of the baseline's. */
export type Goal = { most: number; by: "median" | "worst" | "ratio" };

/** What the same browser takes for the least that could do the same. */
export type Baseline = { name: string; samples: number[] };

export type Figure = {
  name: string;
  unit: Unit;
  samples: number[];
  baseline?: Baseline;
  goal?: Goal;
  /** Why there is nothing to measure, in the page's own words; then there are no samples. */
  missing?: string;
};

/** A figure as it is told. */
export type Row = {
  name: string;
  unit: Unit;
  times: number;
  median?: number;
  least?: number;
  most?: number;
  missing?: string;
  baseline?: { name: string; median: number };
  ratio?: number;
  goal?: Goal;
  verdict?: "pass" | "short";
};

/** The middle value; of an even number of values the mean of the two in the middle. */
export function median(samples: number[]): number {
  if (samples.length === 0) throw new Error("There is no median of nothing.");
  const sorted = [...samples].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
}

/** The exponent with which a time grows between the least and the greatest size; 1 is in proportion. */
export function exponent(points: { size: number; value: number }[]): number {
  const bySize = [...points].sort((a, b) => a.size - b.size);
  const [first, last] = [bySize[0], bySize[bySize.length - 1]];
  if (!first || first.size === last.size) throw new Error("Growth needs two sizes.");
  // A time below the clock's step says only that it is small.
  const value = (point: { value: number }) => Math.max(point.value, 0.1);
  return Math.log(value(last) / value(first)) / Math.log(last.size / first.size);
}

/** Between these sizes n log n has this exponent, and what every page needs anyway counts no more. */
const GROWTH = { from: 1_000, most: 1.12 };

/** How a time grows with what there is many of; no faster than n log n. */
export function growth(what: string, name: string, measured: { size: number; samples: number[] }[]): Figure {
  const points = measured.filter(({ size }) => size >= GROWTH.from).map(({ size, samples }) => ({ size, value: median(samples) }));
  return { name: `Growth with ${what}: ${name}`, unit: "exponent", samples: [exponent(points)], goal: { most: GROWTH.most, by: "median" } };
}

/** What is told of a figure. */
export function row({ name, unit, samples, baseline, goal, missing }: Figure): Row {
  if (missing) return { name, unit, times: 0, missing, verdict: "short" };
  const middle = median(samples);
  const beside = baseline && { name: baseline.name, median: median(baseline.samples) };
  const ratio = beside && middle / beside.median;
  const told = { name, unit, times: samples.length, median: middle, least: Math.min(...samples), most: Math.max(...samples) };
  if (!goal) return { ...told, baseline: beside, ratio };
  const held = { median: middle, worst: told.most, ratio }[goal.by];
  if (held === undefined) throw new Error(`${name} has a goal for its ratio, and no baseline.`);
  return { ...told, baseline: beside, ratio, goal, verdict: held <= goal.most ? "pass" : "short" };
}

// What `cargo xtask bench` makes of its samples; no browser is needed for it.

import { expect, test } from "@playwright/test";
import { exponent, median, row } from "../bench/figure";
import { table } from "../bench/table";

test("the median is the middle value, or the mean of both", () => {
  expect(median([9, 1, 5])).toBe(5);
  expect(median([4, 1, 2, 100])).toBe(3);
  expect(() => median([])).toThrow("no median of nothing");
});

test("the exponent tells growth in proportion from that with the square", () => {
  const growth = (of: (size: number) => number) => exponent([1_000, 100_000, 10_000].map((size) => ({ size, value: of(size) })));
  expect(growth((size) => 3 * size)).toBeCloseTo(1);
  expect(growth((size) => size * size)).toBeCloseTo(2);
  expect(growth(() => 7)).toBeCloseTo(0);
  expect(growth((size) => size * Math.log(size)), "n log n is what is allowed").toBeLessThan(1.12);
});

test("a figure is held to its median, its worst value or its ratio", () => {
  const figure = { name: "list", unit: "ms" as const, samples: [30, 10, 20] };
  const baseline = { name: "JSON.parse", samples: [10, 20, 15] };
  expect(row({ ...figure, goal: { most: 20, by: "median" } }).verdict).toBe("pass");
  expect(row({ ...figure, goal: { most: 20, by: "worst" } }).verdict).toBe("short");
  expect(row({ ...figure, baseline, goal: { most: 1.3, by: "ratio" } })).toMatchObject({ ratio: 20 / 15, verdict: "short" });
  expect(row({ ...figure, baseline })).not.toHaveProperty("verdict");
  expect(() => row({ ...figure, goal: { most: 1, by: "ratio" } })).toThrow("no baseline");
});

test("what the page cannot do at all is short, with its reason", () => {
  const missing = row({ name: "100,000 buckets", unit: "ms", samples: [], missing: "The buckets could not be loaded" });
  expect(missing.verdict).toBe("short");
  expect(table([missing]).split("\n")[2].replace(/ +/g, " ")).toBe("| 100,000 buckets: The buckets could not be loaded | | | | | | | short |");
});

test("the table is told as text and as Markdown at once", () => {
  const text = table([
    row({ name: "list", unit: "ms", samples: [1234.4], baseline: { name: "JSON.parse", samples: [500] }, goal: { most: 1.5, by: "ratio" } }),
    row({ name: "growth", unit: "exponent", samples: [1.034], goal: { most: 1.12, by: "median" } }),
  ]);
  const [head, rule, list, growth] = text.split("\n").map((line) => line.replace(/ +/g, " "));
  expect(head).toBe("| Figure | Median | Least | Most | Baseline | Ratio | Goal | |");
  expect(rule.replace(/-+/g, "-")).toBe("| - | -: | -: | -: | -: | -: | -: | -: |");
  expect(list).toBe("| list | 1,234 ms | 1,234 ms | 1,234 ms | 500 ms JSON.parse | 2.47 × | ≤ 1.50 × | short |");
  expect(growth).toBe("| growth | n^1.03 | n^1.03 | n^1.03 | | | ≤ n^1.12 | pass |");
});

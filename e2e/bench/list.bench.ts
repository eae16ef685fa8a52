// The list with ten tokens and with a hundred thousand, and what a single token with as many permissions does to it.

import { type Baseline, growth } from "./figure";
import { type Taken, takeList, takeLists } from "./list";
import { many, sizes, STAND_IN, test, type Bench } from "./test";

const LARGE = 100_000;
const USUAL = 10_000;

const FRAME: Pick<Baseline, "name"> = { name: "a key in an empty page" };

test("list: loaded, searched and sorted", async ({ bench }) => {
  const measured: { size: number; taken: Taken }[] = [];
  for (const size of sizes({ of: 10 }, { of: 1_000 }, { of: USUAL }, { of: LARGE })) {
    const taken = await takeList(bench, await bench.world(size));
    measured.push({ size: size.of, taken });
    tell(bench, many(size, "tokens"), size.of, taken);
  }
  if (!STAND_IN) return;
  const what = { painted: "last byte → rows painted", keys: "key in the search → painted", sorts: "sort → painted" } as const;
  for (const [figure, name] of Object.entries(what) as [keyof typeof what, string][]) {
    bench.tell(growth("tokens", name, measured.map(({ size, taken }) => ({ size, samples: taken[figure] }))));
  }
});

function tell(bench: Bench, what: string, size: number, taken: Taken): void {
  const isLarge = size >= LARGE;
  const judged = size >= USUAL;
  const frames = { ...FRAME, samples: taken.frames };
  bench.tell({
    name: `${what}: last byte of the list → rows painted`,
    unit: "ms",
    samples: taken.painted,
    baseline: { name: "JSON.parse of it", samples: taken.parsed },
    goal: size === USUAL ? { most: 1.5, by: "ratio" } : undefined,
  });
  bench.tell({ name: `… longest block from there on`, unit: "ms", samples: taken.blocks, goal: judged ? { most: isLarge ? 100 : 50, by: "worst" } : undefined });
  bench.tell({
    name: `… memory of the page`,
    unit: "MB",
    samples: taken.memory,
    baseline: { name: "the list as sent", samples: taken.body },
    goal: isLarge ? { most: 1.5, by: "ratio" } : undefined,
  });
  bench.tell({ name: `… key in the search → painted`, unit: "ms", samples: taken.keys, baseline: frames, goal: judged ? { most: isLarge ? 50 : 16.7, by: "median" } : undefined });
  bench.tell({ name: `… a key while a script rewrites the rows that are there`, unit: "ms", samples: taken.leastKeys, baseline: frames });
  bench.tell({ name: `… sort by a column → painted`, unit: "ms", samples: taken.sorts, baseline: frames, goal: size === USUAL ? { most: 50, by: "median" } : undefined });
}

test("heavy token: the list with one token that holds 100,000 permissions", async ({ bench }) => {
  test.skip(!STAND_IN, "nobody wants such a token on a real server");
  const worlds = [await bench.world({ of: USUAL }), await bench.world({ of: USUAL, permissions: LARGE })];
  const [light, heavy] = await takeLists(bench, worlds);
  const told = { painted: "last byte → rows painted", blocks: "longest block from there on", keys: "key in the search → painted", sorts: "sort → painted" } as const;
  for (const [figure, name] of Object.entries(told) as [keyof typeof told, string][]) {
    const without = { name: "without it", samples: light[figure].map((value) => Math.max(value, 1)) };
    bench.tell({ name: `With a token of 100,000 permissions: ${name}`, unit: "ms", samples: heavy[figure], baseline: without, goal: { most: 1.2, by: "ratio" } });
  }
  const points = [];
  for (const permissions of [10, 1_000, USUAL, LARGE]) {
    const { painted } = await takeList(bench, await bench.world({ of: 10, permissions }));
    points.push({ size: permissions, samples: painted });
  }
  bench.tell(growth("permissions of one token", "last byte → rows painted", points));
});

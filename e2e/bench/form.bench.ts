// The form with ten buckets and with a hundred thousand.

import { growth } from "./figure";
import { type Taken, takeForm } from "./form";
import { type Bench, many, sizes, STAND_IN, test } from "./test";

const FEW = 10;
const USUAL = 10_000;

test("form: opened, ticked and filtered", async ({ bench }) => {
  const measured: { size: number; taken: Taken }[] = [];
  for (const size of sizes({ of: FEW }, { of: 1_000 }, { of: USUAL }, { of: 100_000 })) {
    const taken = await takeForm(bench, await bench.world(size));
    if (typeof taken === "string") {
      bench.tell({ name: many(size, "buckets"), unit: "ms", samples: [], missing: taken });
      continue;
    }
    measured.push({ size: size.of, taken });
    tell(bench, many(size, "buckets"), size.of, taken);
  }
  if (!STAND_IN) return;
  const what = {
    fetched: "buckets fetched",
    opened: "form opened",
    toggled: "toggle all → painted",
    filtered: "key in the filter → painted",
    globbed: "key of a pattern → painted",
  } as const;
  for (const [figure, name] of Object.entries(what) as [keyof typeof what, string][]) {
    bench.tell(growth("buckets", name, measured.map(({ size, taken }) => ({ size, samples: taken[figure] }))));
  }
});

function tell(bench: Bench, what: string, size: number, taken: Taken): void {
  const isUsual = size === USUAL;
  const baseline = { name: "a key in an empty page", samples: taken.frames };
  const frame = { baseline, goal: isUsual ? ({ most: 16.7, by: "median" } as const) : undefined };
  const most = size === FEW ? 50 : isUsual ? 100 : undefined;
  const fetched = { name: "the same, 6 at a time, plainly", samples: taken.plain };
  bench.tell({ name: `${what}: fetched, 100 a page`, unit: "ms", samples: taken.fetched, baseline: fetched, goal: isUsual ? { most: 1.3, by: "ratio" } : undefined });
  bench.tell({ name: "… form opened, data there → painted", unit: "ms", samples: taken.opened, baseline, goal: most ? { most, by: "median" } : undefined });
  bench.tell({ name: "… toggle all shown → painted", unit: "ms", samples: taken.toggled, ...frame });
  bench.tell({ name: "… key in the filter → painted", unit: "ms", samples: taken.filtered, ...frame });
  bench.tell({ name: "… key of a pattern → painted", unit: "ms", samples: taken.globbed, ...frame });
  bench.tell({ name: "… a press while a script turns the ticks that are there", unit: "ms", samples: taken.leastToggled, baseline });
  bench.tell({ name: "… a key while a script rewrites the rows that are there", unit: "ms", samples: taken.leastFiltered, baseline });
  bench.tell({ name: "… elements with the matrix open", unit: "nodes", samples: taken.nodes, goal: isUsual ? { most: 1_500, by: "worst" } : undefined });
  bench.tell({ name: "… elements with the list open", unit: "nodes", samples: taken.listNodes, goal: isUsual ? { most: 1_500, by: "worst" } : undefined });
}

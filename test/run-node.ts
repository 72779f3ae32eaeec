import nodeTest from "node:test";
import { tests } from "harness";

/** Registers what the harness has collected with Node's test runner. */
for (const { name, run } of tests) nodeTest(name, () => run());

import { KINDS } from "./fault-table";

export { Faults } from "./fault-run";
export { dealFaults } from "./fault-schedule";
export type { FaultInstance } from "./fault-table";

/** The names of all kinds, in the order of the table. */
export const FAULT_KINDS: readonly string[] = KINDS.map(({ name }) => name);

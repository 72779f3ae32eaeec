import type { Gone } from "./invariants-journal";
import type { World } from "./world";

/** C1: only what a flash has spoilt counts as spoilt. Where nothing has hurt it, and it answers or did so later, rows that cannot be found are lost by the journal's own fault. */
export function checkSpoilt(world: World, gone: ReadonlyMap<string, Gone>): void {
	if (world.flash.hurt || world.forgotten.any) return;
	for (const [id, { spoilt }] of gone)
		if (spoilt > 0) world.violation("C1", `channel ${id}: ${spoilt} rows are spoilt, and nothing has hurt the flash`);
}

import { Command } from "../port";
import type { BoardFlash } from "./flash";
import { SECTOR_LENGTH, SECTORS } from "./flash";
import type { StoreCommand } from "./requests";
import type { BoardStorage } from "./storage";

const NOTHING = new Uint8Array(0);
const DONE = Uint8Array.of(1);

/** What a board keeps without power. */
export interface Stores {
	readonly storage: BoardStorage;
	readonly flash: BoardFlash;
}

/** Does what the guest asks of what the board keeps without power; returns the answer. */
export function answerStore(
	{ storage, flash }: Stores,
	op: StoreCommand,
	id: number,
	value: number,
	payload: Uint8Array,
): Uint8Array {
	switch (op) {
		case Command.StorageRead:
			return storage.read(new TextDecoder().decode(payload));
		case Command.StorageWrite:
			storage.write(payload);
			return NOTHING;
		case Command.StorageDelete:
			storage.delete(new TextDecoder().decode(payload));
			return NOTHING;
		case Command.StorageErase:
			storage.erase();
			return NOTHING;
		case Command.FlashStatus:
			return new Uint8Array(Float64Array.of(SECTORS, SECTOR_LENGTH).buffer);
		case Command.FlashRead:
			return flash.read(id, value) ?? NOTHING;
		case Command.FlashWrite:
			return flash.write(id, payload) ? DONE : NOTHING;
		case Command.FlashErase:
			return flash.erase(id) ? DONE : NOTHING;
	}
}

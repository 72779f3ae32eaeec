import { type CatalogEntry, i2cPlace, needs } from "sensors/entry";
import { SdkSensor } from "sensors/sdk/adapter";
import type { SdkDriverClass, SdkDrivers, SdkRow } from "sensors/sdk/row";
import { CLIMATE_ROWS } from "sensors/sdk/rows-climate";
import { OTHER_ROWS } from "sensors/sdk/rows-other";

/** Every driver of the SDK that can be a sensor here. Those that cannot are in docs/sensors-sdk.md, with the reason. */
export const SDK_ROWS: readonly SdkRow[] = Object.freeze([...CLIMATE_ROWS, ...OTHER_ROWS]);

/** The catalog's entries of those drivers that are in the image. */
export function sdkEntries(drivers: SdkDrivers): readonly CatalogEntry[] {
	return SDK_ROWS.flatMap((row) => {
		const driver = drivers[row.folder];
		return driver ? entryOf(row, driver) : [];
	});
}

/** Why there is no such model, and what to do, in words that follow a setting's key. */
export function missingWords({ name, folder }: SdkRow): string {
	return `${name} is a driver of the SDK that is not in this firmware: npm run build -- <target> --sdk-sensor ${folder}`;
}

function entryOf(row: SdkRow, driver: SdkDriverClass): CatalogEntry {
	const { name, chip, addresses, quantities, waitMs = 0, timeoutMs } = row;
	return Object.freeze({
		name,
		chip,
		model: Object.freeze({ quantities, conversionMs: waitMs, ...(timeoutMs === undefined ? {} : { timeoutMs }) }),
		bus: "i2c",
		addresses,
		open: (settings, board) => {
			const io = needs(board.device.io[row.io], `${row.io} class`);
			return new SdkSensor({ driver, row, sensor: i2cPlace(settings, board, io) });
		},
	} satisfies CatalogEntry);
}

import type { Fault, Quantity } from "sensors/sensor";

/** A sensor driver of the Moddable SDK (ECMA-419 §13), as far as it is called. All of it may throw, and what it throws or tells differs. */
export interface SdkDriver {
	configure?(options: object): void;
	/** Reads the chip; blocks as long as the row says. */
	sample(): unknown;
	close?(): void;
}

/** Its class. */
export type SdkDriverClass = new (options: {
	readonly sensor: object;
	/** Called by some in place of an exception, in the constructor and in `sample`. */
	readonly onError: (text: unknown) => void;
}) => SdkDriver;

/** The SDK's drivers that are in this image, each by the name of its folder. */
export interface SdkDrivers {
	readonly [folder: string]: SdkDriverClass | undefined;
}

/** A quantity of ours, and where it is in what the driver's `sample` returns: ours is theirs times `scale`. */
export interface SdkQuantity extends Quantity {
	/** Names of properties, with dots between. */
	readonly path: string;
	/** 1 when not set. */
	readonly scale?: number;
	/** The driver's formula goes beyond least and most where the chip is right (fog, dry air): what is beyond counts as the end. */
	readonly clip?: boolean;
}

/** One driver of the SDK, and how it becomes a Sensor. Read out of its source, modules/drivers/sensors/<folder>/<folder>.js of SDK 8.2.3. */
export interface SdkRow {
	/** Our model, as in the settings. */
	readonly name: string;
	/** The SDK's folder, which is how a build asks for it. */
	readonly folder: string;
	/** As the SDK's manifest names it. */
	readonly module: string;
	readonly chip: string;
	/** What its `sensor.io` must be. */
	readonly io: "I2C" | "SMBus";
	/** The usual one first. */
	readonly addresses: readonly number[];
	readonly quantities: readonly SdkQuantity[];
	/** Milliseconds in Timer.delay in the constructor, and in each sample of a sound chip; nothing else runs meanwhile. */
	readonly openMs: number;
	readonly blockMs: number;
	/** Milliseconds from the start of a sample to the driver's: what the chip wants behind opening, or its period. 0 when not set. */
	readonly waitMs?: number;
	/** Milliseconds until a sample that is never ready is given up. */
	readonly timeoutMs?: number;
	/** More options of the io. */
	readonly options?: object;
	/** Given to the driver's `configure` behind opening. */
	readonly configure?: object;
	/** A byte is read before the driver is made, which must not see that its chip is absent. */
	readonly probe?: boolean;
	/** What it means that an answer has no reading at all; Fault.Checksum when not set. */
	readonly silence?: Fault;
	/** What is wrong with the driver, and how that is dealt with. */
	readonly note?: string;
}

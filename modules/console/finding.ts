/** A device that takes part in a search of a 1-Wire bus. */
export interface OneWireFinding {
	readonly pin: number;
	/** ROM code, 16 hexadecimal digits, family first. */
	readonly rom: string;
	/** Its CRC is right. */
	readonly sound: boolean;
	/** The chip that has such codes; "" for one that is not known. */
	readonly chip: string;
	/** Our model for it; "" for none. */
	readonly model: string;
	/** The sensor of the settings that uses it; "" for none. */
	readonly sensor: string;
}

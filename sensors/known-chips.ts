/** Chips that are on many boards and are no sensors of ours. */
interface KnownChips {
	readonly least: number;
	readonly most: number;
	readonly what: string;
}

/**
 * By address. Source: github.com/adafruit/I2C_Addresses (Adafruit's list of I2C addresses), as far as a chip is common on boards for ESP32;
 * PCF8574 and its A variant: NXP's data sheet "PCF8574; PCF8574A", slave addresses, as the LCD backpacks at 0x27 and 0x3f have them.
 */
const KNOWN: readonly KnownChips[] = Object.freeze([
	{ least: 0x1e, most: 0x1e, what: "magnetometer (HMC5883L)" },
	{ least: 0x20, most: 0x27, what: "port expander (PCF8574, MCP23017; LCD)" },
	{ least: 0x29, most: 0x29, what: "distance sensor (VL53L0X, VL6180X) or light sensor (TSL2591)" },
	{ least: 0x38, most: 0x3b, what: "port expander (PCF8574A)" },
	{ least: 0x3c, most: 0x3d, what: "OLED display (SSD1306, SH1106)" },
	{ least: 0x3e, most: 0x3f, what: "port expander (PCF8574A; LCD)" },
	{ least: 0x40, most: 0x40, what: "PWM driver (PCA9685)" },
	{ least: 0x48, most: 0x4b, what: "converter (PCF8591)" },
	{ least: 0x50, most: 0x56, what: "EEPROM (24LC) or FRAM" },
	{ least: 0x57, most: 0x57, what: "EEPROM (24LC, as beside a DS3231), FRAM or pulse oximeter (MAX3010x)" },
	{ least: 0x58, most: 0x59, what: "gas sensor (SGP30, SGP40)" },
	{ least: 0x60, most: 0x60, what: "crypto chip (ATECC608), clock generator (Si5351A) or converter (MCP4725)" },
	{ least: 0x61, most: 0x61, what: "CO2 sensor (SCD30)" },
	{ least: 0x68, most: 0x68, what: "real-time clock (DS3231, DS1307) or motion sensor (MPU-6050)" },
	{ least: 0x69, most: 0x69, what: "motion sensor (MPU-6050)" },
	{ least: 0x6a, most: 0x6b, what: "motion sensor (LSM6DS, L3GD20)" },
	{ least: 0x70, most: 0x75, what: "multiplexer (TCA9548) or LED driver (HT16K33)" },
]);

/** Well known chips that can have this address; "" where none is known. */
export function knownChips(address: number): string {
	return KNOWN.find(({ least, most }) => address >= least && address <= most)?.what ?? "";
}

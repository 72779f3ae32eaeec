import type { Analog } from "sensors/analog";

/*
 * What a reading of the SDK's Analog class is worth on ESP32, C3, C6 and S3: Moddable SDK 8.2.3, modules/io/analog/esp32/_analog.c. With
 * neither `attenuation` nor `calibrated` in its options it attenuates by 12 dB (line 201), asks ESP-IDF's calibration for millivolts and
 * scales them so that Vmax of that attenuation, 2450 mV (line 50), is the largest reading (line 429); what is above reads as that.
 */
const FULL_SCALE = 2.45;
/**
 * V. Below it the converter of an ESP32 does not tell: ESP-IDF's programming guide, "ADC attenuation", has 150 to 2450 mV at 12 dB, and its
 * calibration there is a line that meets no input at all at some 142 mV. Those of C3, C6 and S3 reach down to 0, but are held to the same.
 */
export const VOLTS_LEAST = 0.15;
/** V. What is above cannot be told from it. */
export const VOLTS_MOST = FULL_SCALE;
/** The last thousandths of the range are taken for an input above it: noise keeps some of the readings of such a one below the largest. */
const SATURATED = 0.998;
/** Readings that make a sample. Their mean has a quarter of the noise of one, some 10 mV on an ESP32 beside Wi-Fi; they take 2 ms. */
const READINGS = 16;

/**
 * Mean voltage of the input, in V, to some 20 mV on a calibrated chip. Infinity: VOLTS_MOST or more; -Infinity: less than VOLTS_LEAST; NaN:
 * the converter failed. Where it fails the SDK's class does not throw but returns undefined, as for a pin of ADC2 while Wi-Fi has it.
 */
export function readVolts(io: Analog): number {
	const top = 2 ** io.resolution - 1;
	let sum = 0;
	try {
		for (let i = 0; i < READINGS; i++) sum += io.read();
	} catch {
		return Number.NaN;
	}
	const share = sum / READINGS / top;
	if (share >= SATURATED) return Number.POSITIVE_INFINITY;
	const volts = share * FULL_SCALE;
	return volts < VOLTS_LEAST ? Number.NEGATIVE_INFINITY : volts;
}

import type { Environment } from "../board/environment";
import { seeded } from "../proxy/random";
import { daylight, sunHeight, yearFraction } from "./sun";

/** What is worked out at each step; in between it runs straight on. */
const enum Column {
	Temperature = 0,
	Humidity = 1,
	Pressure = 2,
	Illuminance = 3,
	Co2 = 4,
	Pm1 = 5,
	Pm25 = 6,
	Pm10 = 7,
	SoilTemperature = 8,
	SoilMoisture = 9,
	Rainfall = 10,
	WindRun = 11,
	Distance = 12,
	BatteryVoltage = 13,
	BatteryCurrent = 14,
	Count = 15,
}

/** Time from one step to the next. */
const STEP_MS = 600_000;
const STEP_S = STEP_MS / 1_000;
const STEP_H = STEP_S / 3_600;
const HOURS_OF_YEAR = 8_766;

/** Yearly mean of the air and how far the seasons swing it, °C; coldest on 20 January. */
const MEAN = 10;
const SEASON = 9;
const COLDEST = 19 / 365;
/** How far a clear day swings it. */
const DAY_SWING = 9;
/** Of the sensor above an empty river, and of the water at its lowest, m. */
const MAST = 3;
const LOW_WATER = 0.4;
/** Showers a year, and millimetres an hour in one. */
const SHOWERS = 260;
const HEAVIEST = 14;
/** A lithium cell. */
const EMPTY_V = 3.3;
const FULL_V = 4.15;
const LOAD_A = 0.035;
const PANEL_A = 0.25;
const CAPACITY_AH = 2.5;

/** What a weather is made of. */
export interface WeatherOptions {
	/** Milliseconds since the beginning; only ever goes forward. */
	readonly now: () => number;
	/** The time at the beginning, in milliseconds since 1970. */
	readonly start: number;
	/** The same seed makes the same weather. */
	readonly seed: number;
	/** Degrees north. */
	readonly latitude?: number;
	/** Metres above sea level. */
	readonly elevation?: number;
}

/**
 * Days and seasons: sun, clouds, showers, a soil that they wet and that dries, a river that rises behind them, wind, and a battery with a
 * solar panel. Nothing in it is measured; all of it hangs together as it does outdoors: clouds dim the light and the day's swing, rain makes
 * the air humid, the soil lags behind the air. Worked out step by step (ten minutes) as far as it is asked for, and kept: a year takes 6 MB.
 */
export class Weather implements Environment {
	readonly #options: Required<WeatherOptions>;
	readonly #random: () => number;
	readonly #steps: Float64Array[] = [];
	/** Slow wanderings, each about -1 to 1: clouds, temperature, pressure, wind, dust. */
	readonly #wander = new Float64Array(5);
	/** Steps that the shower still lasts, and its mm an hour. */
	#shower = 0;
	#intensity = 0;
	/** Water in the ground above its lowest, mm: it runs into the river. */
	#ground = 0;
	#charge = 0.7;

	constructor(options: WeatherOptions) {
		this.#options = { latitude: 47, elevation: 430, ...options };
		this.#random = seeded(options.seed);
	}

	temperature = (): number => this.#at(Column.Temperature);
	humidity = (): number => this.#at(Column.Humidity);
	pressure = (): number => this.#at(Column.Pressure);
	illuminance = (): number => this.#at(Column.Illuminance);
	co2 = (): number => this.#at(Column.Co2);
	pm1 = (): number => this.#at(Column.Pm1);
	pm25 = (): number => this.#at(Column.Pm25);
	pm10 = (): number => this.#at(Column.Pm10);
	soilTemperature = (): number => this.#at(Column.SoilTemperature);
	soilMoisture = (): number => this.#at(Column.SoilMoisture);
	rainfall = (): number => this.#at(Column.Rainfall);
	windRun = (): number => this.#at(Column.WindRun);
	distance = (): number => this.#at(Column.Distance);
	batteryVoltage = (): number => this.#at(Column.BatteryVoltage);
	batteryCurrent = (): number => this.#at(Column.BatteryCurrent);

	#at(column: Column): number {
		const place = Math.max(0, this.#options.now()) / STEP_MS;
		const index = Math.floor(place);
		while (this.#steps.length < index + 2) this.#steps.push(this.#step(this.#steps.length));
		const before = this.#steps[index][column];
		return before + (place - index) * (this.#steps[index + 1][column] - before);
	}

	#step(index: number): Float64Array {
		const { start, latitude, elevation } = this.#options;
		const time = start + index * STEP_MS;
		const last = this.#steps[index - 1];
		const step = new Float64Array(Column.Count);
		for (let i = 0; i < this.#wander.length; i++) this.#drift(i);
		const [clouded, warmth, weight, gust, dust] = this.#wander;
		const raining = this.#rain();
		const clouds = raining > 0 ? 0.95 : Math.min(0.95, Math.max(0, 0.45 + 0.6 * clouded));
		const height = sunHeight(time, latitude);
		const light = daylight(height, clouds);
		const season = -Math.cos(2 * Math.PI * (yearFraction(time) - COLDEST));
		const base = MEAN + SEASON * season + 3 * warmth - 0.0065 * (elevation - 430);
		// The warmest hour is behind the highest sun.
		const warm = sunHeight(time - 2.5 * 3_600_000, latitude) - 0.25;
		const temperature = base + DAY_SWING * (1 - 0.7 * clouds) * warm - (raining > 0 ? 1.5 : 0);
		const spread = raining > 0 ? 0.5 : Math.max(0.3, 4 + 9 * warm + 2 * clouded - 3 * clouds);
		step[Column.Temperature] = temperature;
		step[Column.Humidity] = Math.min(100, (100 * vapour(temperature - spread)) / vapour(temperature));
		step[Column.Pressure] = (1_013.25 + 12 * weight) * (1 - elevation / 44_330) ** 5.255;
		step[Column.Illuminance] = light;
		step[Column.Co2] = 425 + 60 * Math.max(0, -height) * (1 + season) + 5 * dust;
		this.#dust(step, dust, raining);
		this.#soil(step, last, temperature, light, raining);
		step[Column.Rainfall] = (last?.[Column.Rainfall] ?? 0) + raining * STEP_H;
		const wind = Math.max(0, 3 + 3 * gust + (raining > 0 ? 2 : 0));
		step[Column.WindRun] = (last?.[Column.WindRun] ?? 0) + wind * STEP_S;
		this.#battery(step, light);
		return step;
	}

	/** Goes back to the middle with every step, and is pushed about. */
	#drift(i: number): void {
		const kept = [0.97, 0.995, 0.995, 0.9, 0.97][i];
		const push = Math.sqrt(1 - kept * kept) * 0.55;
		this.#wander[i] = kept * this.#wander[i] + push * (this.#random() + this.#random() + this.#random() - 1.5) * 2;
	}

	/** Millimetres an hour, now. */
	#rain(): number {
		if (this.#shower > 0) {
			this.#shower--;
			return this.#intensity;
		}
		const likelier = 1 + Math.max(0, 2 * this.#wander[0]);
		if (this.#random() < (SHOWERS / HOURS_OF_YEAR) * STEP_H * likelier) {
			this.#shower = 1 + Math.floor(18 * this.#random() ** 2);
			this.#intensity = 0.4 + HEAVIEST * this.#random() ** 4;
		}
		return 0;
	}

	/** Rain washes it out. */
	#dust(step: Float64Array, dust: number, raining: number): void {
		const pm25 = Math.max(1, (9 + 7 * dust) * (raining > 0 ? 0.4 : 1));
		step[Column.Pm1] = 0.65 * pm25;
		step[Column.Pm25] = pm25;
		step[Column.Pm10] = 1.5 * pm25;
	}

	/** Water in the soil, its warmth, and the river that it drains into. */
	#soil(step: Float64Array, last: Float64Array | undefined, air: number, light: number, raining: number): void {
		const warmth = last?.[Column.SoilTemperature] ?? air;
		step[Column.SoilTemperature] = warmth + 0.02 * (air + 2 * (light / 100_000) - warmth);
		const moisture = last?.[Column.SoilMoisture] ?? 55;
		// Evaporation of a summer's day is about 5 mm; 100 % are 80 mm.
		const dried = (light / 100_000) * 0.6 * STEP_H * Math.max(0.1, air / 20) * (moisture / 60);
		const wetted = moisture + ((raining * STEP_H - dried) / 80) * 100;
		const over = Math.max(0, wetted - 95);
		step[Column.SoilMoisture] = Math.max(3, wetted - over);
		this.#ground = this.#ground * 0.985 + raining * STEP_H * 0.4 + (over / 100) * 80;
		step[Column.Distance] = MAST - LOW_WATER - Math.min(2.2, 0.06 * this.#ground);
	}

	#battery(step: Float64Array, light: number): void {
		const charging = this.#charge < 1 ? PANEL_A * Math.min(1, light / 60_000) : 0;
		this.#charge = Math.min(1, Math.max(0.05, this.#charge + ((charging - LOAD_A) * STEP_H) / CAPACITY_AH));
		step[Column.BatteryVoltage] = EMPTY_V + (FULL_V - EMPTY_V) * this.#charge;
		step[Column.BatteryCurrent] = LOAD_A - charging;
	}
}

/** Pressure of saturated water vapour at a temperature, hPa (Magnus). */
function vapour(temperature: number): number {
	return 6.112 * Math.exp((17.62 * temperature) / (243.12 + temperature));
}

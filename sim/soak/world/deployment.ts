import { CREDENTIALS } from "./broker";
import type { Lot } from "./lot";
import { Random, seedOf } from "./random";
import type { World } from "./world";

/** One channel of the device. */
export interface ChannelPlan {
	readonly id: string;
	/** Its fields are those behind this number: each channel has its own, so that rows of one cannot pass for those of another. */
	readonly behind: number;
	readonly minIntervalMs: number;
}

/** What one device is set up to do. */
export interface Deployment {
	readonly settings: Record<string, unknown>;
	readonly channels: readonly ChannelPlan[];
	/** Milliseconds from one sample to the next, and from one row to the next. */
	readonly sampleMs: number;
	readonly rowMs: number;
	readonly transport: "tls" | "tcp" | "wss" | "ws" | "auto";
	/** True where rows count as proved by the channel's echo. */
	readonly echo: boolean;
	/** True where a row sums up several samples. */
	readonly mean: boolean;
	/** True where rows may come less often while the journal fills (journal.thin). */
	readonly thin: boolean;
}

const TRANSPORTS = [
	"tls",
	"tls",
	"tls",
	"tls",
	"tls",
	"tls",
	"tls",
	"tls",
	"auto",
	"wss",
	"wss",
	"ws",
	"tcp",
	"tcp",
] as const;
/** Of 256 KB. */
const SECTORS = 64;
const FIRST_ID = 2_345_001;
const BEHIND = [0, 4, 2];
/** What they are paced at: differently, so that their messages do not always go together. */
const MIN_INTERVALS_S = [15, 20, 15];

/** Draws a deployment from the world's seed: mostly TLS, one sample a row, 5 to 60 minutes. */
export function deploymentOf(world: World, lot: Lot): Deployment {
	const random = world.random("deployment");
	const drawn = random.pick([5, 10, 15, 15, 15, 15, 20, 30, 60]);
	const minutes = lot.minutes ?? drawn;
	const sums = random.chance(0.2);
	const mean = lot.mean ?? sums;
	const rowMs = minutes * 60_000;
	const sampleMs = mean ? rowMs / 3 : rowMs;
	const transport = random.pick(TRANSPORTS);
	const echo = random.chance(0.15);
	const thin = random.chance(0.25);
	const align = random.chance(0.15);
	const some = random.pick([1, 1, 1, 2, 3]);
	const count = lot.channels ?? some;
	const settings: Record<string, unknown> = {
		"device.name": "soak",
		"net.wifi.1.ssid": "Greenhouse",
		"net.wifi.1.password": "tomatoes",
		"net.wifi.2.ssid": "Barn",
		"net.wifi.2.password": "wheelbarrow",
		"mqtt.clientId": CREDENTIALS.clientId,
		"mqtt.userName": CREDENTIALS.userName,
		"mqtt.password": CREDENTIALS.password,
		"mqtt.transport": transport,
		"mqtt.keepAlive": random.pick([240, 600, 1_200]),
		"console.log": "error",
		"sensor.air.model": "sht3x",
		"sensor.air.interval": sampleMs / 1_000,
	};
	world.secrets.push(CREDENTIALS.password, "tomatoes", "wheelbarrow");
	if (thin) settings["journal.thin"] = true;
	if (transport === "tcp" || transport === "ws") settings["mqtt.allowPlain"] = true;
	const channels: ChannelPlan[] = [];
	for (let i = 1; i <= count; i++) {
		const id = String(FIRST_ID + i);
		const behind = BEHIND[i - 1];
		const seconds = MIN_INTERVALS_S[i - 1];
		channels.push({ id, behind, minIntervalMs: seconds * 1_000 });
		settings[`channel.${i}.id`] = id;
		settings[`channel.${i}.interval`] = rowMs / 1_000;
		if (seconds !== 15) settings[`channel.${i}.minInterval`] = seconds;
		settings[`channel.${i}.field${behind + 1}`] = "air.temperature";
		settings[`channel.${i}.field${behind + 2}`] = "air.humidity";
		settings[`channel.${i}.field${behind + 3}`] = "air.temperature:count";
		if (echo) settings[`channel.${i}.confirm`] = "echo";
		if (align) settings[`channel.${i}.align`] = true;
		if (mean) settings[`channel.${i}.field${behind + 4}`] = "air.temperature:mean";
	}
	return { settings, channels, sampleMs, rowMs, transport, mean, thin, echo };
}

/** Sectors of the flash of the device with this seed: mostly as targets/esp32 has them; some boards have few, which an outage of a day fills. */
export function sectorsOf(seed: number): number {
	const random = new Random(seedOf(seed, "flash"));
	return random.chance(1 / 6) ? random.between(4, 12) : SECTORS;
}

import { CREDENTIALS } from "./broker";
import type { World } from "./world";

/** What one device is set up to do. */
export interface Deployment {
	readonly settings: Record<string, unknown>;
	readonly channels: readonly string[];
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
const FIRST_ID = 2_345_001;

/** Draws a deployment from the world's seed: mostly TLS, one sample a row, 5 to 60 minutes. */
export function deploymentOf(world: World): Deployment {
	const random = world.random("deployment");
	const minutes = random.pick([5, 10, 15, 15, 15, 15, 20, 30, 60]);
	const mean = random.chance(0.2);
	const rowMs = minutes * 60_000;
	const sampleMs = mean ? rowMs / 3 : rowMs;
	const transport = random.pick(TRANSPORTS);
	const echo = random.chance(0.15);
	const thin = random.chance(0.25);
	const align = random.chance(0.15);
	const count = random.pick([1, 1, 1, 2, 3]);
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
	const channels: string[] = [];
	for (let i = 1; i <= count; i++) {
		const id = String(FIRST_ID + i);
		channels.push(id);
		settings[`channel.${i}.id`] = id;
		settings[`channel.${i}.interval`] = rowMs / 1_000;
		settings[`channel.${i}.field1`] = "air.temperature";
		settings[`channel.${i}.field2`] = "air.humidity";
		settings[`channel.${i}.field3`] = "air.temperature:count";
		if (echo) settings[`channel.${i}.confirm`] = "echo";
		if (align) settings[`channel.${i}.align`] = true;
		if (mean) settings[`channel.${i}.field4`] = "air.temperature:mean";
	}
	return { settings, channels, sampleMs, rowMs, transport, mean, thin, echo };
}

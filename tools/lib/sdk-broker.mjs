/** A real mosquitto, and who listens to it, for `npm run test:sdk`. */
import { spawnSync } from "node:child_process";
import { writeFileSync } from "node:fs";
import { userInfo } from "node:os";
import { join } from "node:path";
import { freePort, start, until } from "./process.mjs";

/** Brokers whose files are in `folder`, for one user alone. */
export function brokerWith({ folder, userName, password, environment }) {
	/** Starts mosquitto, with TLS if there is a certificate, for WebSockets if wanted. */
	async function startBroker(port, certificate, { more = [], webSockets = false } = {}) {
		const passwords = join(folder, "passwords");
		spawnSync("mosquitto_passwd", ["-b", "-c", passwords, userName, password], { env: environment });
		const lines = [`listener ${port} 127.0.0.1`, "allow_anonymous false", `password_file ${passwords}`, "log_type all"];
		lines.push(`user ${userInfo().username}`); // as root it would change to a user who may not read these files
		if (webSockets) lines.splice(1, 0, "protocol websockets");
		if (certificate) {
			const { root, chain, key } = certificate;
			lines.push(`cafile ${root}`, `certfile ${chain}`, `keyfile ${key}`, "tls_version tlsv1.2", ...more);
		}
		// mosquitto 2.0 does not count a listener for WebSockets, and ends without another one.
		if (webSockets) lines.push(`listener ${await freePort()} 127.0.0.1`);
		const file = join(folder, "mosquitto.conf");
		writeFileSync(file, `${lines.join("\n")}\n`);
		const broker = start("mosquitto", ["-c", file], { env: environment });
		await until(() => / running$/m.test(broker.output) || broker.exit !== undefined, 10);
		if (!/ running$/m.test(broker.output) || broker.exit !== undefined)
			throw new Error(`mosquitto does not start: ${broker.output.trim()}`);
		return broker;
	}

	/** Hears all channels of the broker, a line each. `more`: words for TLS. */
	function subscribe(port, more = []) {
		const words = ["-h", "127.0.0.1", "-p", String(port), "-u", userName, "-P", password, ...more];
		return start("mosquitto_sub", [...words, "-t", "channels/#", "-F", "%t %p"], { env: environment });
	}

	return { startBroker, subscribe };
}

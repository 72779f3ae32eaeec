import Resource from "Resource";
import TCP from "embedded:io/socket/tcp";
import TLSSocket from "embedded:io/socket/tcp/tls";
import MQTTClient from "embedded:network/mqtt/client";
import config from "mc/config";
import Timer from "timer";

/** From one message to the next. */
const INTERVAL_MS = 200;
/** What the fields hold: as many digits as those of our firmware's simulated sensor. */
const VALUES = Object.freeze([21.5, 40.25, 13.2, 23.9, 21.4, 21.6, 39.8, 41]);

/** The resolver that the client asks: there is one host, on the loopback. */
class Resolver {
	resolve({ host, onResolved }) {
		onResolved(host, "127.0.0.1");
	}
}

/** An application of the SDK: its MQTT client over its TLS socket, one session of `config.sessions` after the other, in each of which it publishes so many messages from numbers. */
export default function main() {
	run(config.sessions);
}

/** Publishes; says goodbye behind the last message of a session with `goodbye`, otherwise waits until the connection is lost. */
function run([session, ...rest]) {
	let timer;
	let left = session.publishes;
	new MQTTClient({
		host: "localhost",
		port: config.port,
		id: session.id,
		user: session.user,
		password: session.password,
		keepAlive: 240_000,
		dns: { io: Resolver },
		socket: { io: TLSSocket, TCP: { io: TCP }, secure: { certificate: new Uint8Array(new Resource("root.der")) } },
		onControl({ operation }) {
			if (operation !== MQTTClient.CONNACK) return;
			timer = Timer.repeat(() => {
				if (left > 0) this.write(payloadOf(session.fields), { topic: config.topic });
				else if (left === 0 && session.goodbye) this.write(null, { operation: MQTTClient.DISCONNECT });
				left--;
			}, INTERVAL_MS);
		},
		onError() {
			Timer.clear(timer);
			if (rest.length > 0) Timer.set(() => run(rest), INTERVAL_MS);
		},
	});
}

/** The payload of a channel feed with `created_at`, as such an application writes it. */
function payloadOf(fields) {
	const named = VALUES.slice(0, fields).map((value, i) => `field${i + 1}=${value.toFixed(2)}`);
	const time = new Date().toISOString().slice(0, 19).replaceAll(":", "%3A");
	return ArrayBuffer.fromString(`${named.join("&")}&created_at=${time}Z`);
}

import { detailWords } from "console/detail-words";
import { failureWords } from "console/words";
import { Failure } from "core/result";
import { failed, type StepContext, type StepRun, settled, type Verdict } from "firmware/self-test/step";
import type { Transport, TransportCallbacks, TransportOptions } from "mqtt/transport";
import { isPlain, usualPort } from "settings/transport";

/** Does the broker's port answer? With ws the WebSocket too, since no other step is its own. */
export function beginTcp({ kit, parts, broker, found }: StepContext): StepRun {
	const ws = broker.transport === "ws";
	const options = kit.transport({ ...broker, host: ws ? broker.host : found.address }, parts.network, !ws);
	return open(
		options,
		() => `${found.address} answers on port ${options.port}${ws ? `, and ${webSocketWords(broker)}` : ""}`,
	);
}

/** Is the server who it should be? With wss: and does it open the WebSocket? */
export function beginTls({ kit, parts, broker }: StepContext): StepRun {
	const { transport, host, usualPorts } = broker;
	if (isPlain(transport))
		return settled({ ok: true, text: `left out: mqtt.transport is ${transport}, nothing is encrypted` });
	if (kit.clock.time === 0)
		return settled(failed("a certificate cannot be judged without the time: see the step Time"));
	const options = kit.transport(broker, parts.network, false);
	const wss = (): boolean =>
		transport === "wss" || (transport === "auto" && usualPorts && options.port === usualPort("wss"));
	const way = (): string => (transport === "auto" ? `, on port ${options.port}` : "");
	return open(
		options,
		() => `the certificate is good, and it is for ${host}${way()}${wss() ? `; ${webSocketWords(broker)}` : ""}`,
	);
}

function webSocketWords({ path }: StepContext["broker"]): string {
	return `the WebSocket opens at ${path}`;
}

/** Opens a network connection to see whether it can be, and closes it again. */
function open(options: TransportOptions, good: () => string): StepRun {
	let verdict: Verdict | undefined;
	const callbacks: TransportCallbacks = {
		onWritable() {
			verdict ??= { ok: true, text: good() };
		},
		onReadable: () => undefined,
		onClose(failure) {
			verdict ??= failed(closedWords(failure, transport.detail ?? 0));
		},
	};
	const Io = options.io as new (options: object) => Transport;
	const transport = new Io({ ...options, ...callbacks });
	return {
		look: () => verdict,
		late: () => failureWords(Failure.OpenTimeout),
		close: () => transport.close(),
	};
}

function closedWords(failure: Failure, detail: number): string {
	const reason = failureWords(failure === Failure.Closed ? Failure.ClosedEarly : failure);
	const number = detailWords(failure, detail);
	return number === undefined ? reason : `${reason} (${number})`;
}

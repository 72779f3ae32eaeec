import { Outcome } from "core/result";
import type { ConnectOptions } from "mqtt/connect";
import { KeepAlive } from "mqtt/keep-alive";
import { Outbox } from "mqtt/outbox";
import { current } from "./guest/current";

/** What of an Outbox is its client's alone. */
interface Greeter {
	connect(options: ConnectOptions): Outcome;
}

const outbox = Outbox.prototype as unknown as Greeter;
const sayHello = outbox.connect;
outbox.connect = function (this: Greeter, options): Outcome {
	const outcome = sayHello.call(this, options);
	if (outcome === Outcome.Sent) current.world.tell((watcher) => watcher.hello?.());
	return outcome;
};

const answered = KeepAlive.prototype.answered;
KeepAlive.prototype.answered = function (): boolean {
	const owed = answered.call(this);
	if (owed) current.world.network.answered();
	else current.world.tell((watcher) => watcher.unowed?.());
	return owed;
};

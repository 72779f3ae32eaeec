import { Outcome } from "core/result";
import { KeepAlive } from "mqtt/keep-alive";
import { Outbox } from "mqtt/outbox";
import { current } from "./guest/current";

const sayHello = Outbox.prototype.connect;
Outbox.prototype.connect = function (options): Outcome {
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

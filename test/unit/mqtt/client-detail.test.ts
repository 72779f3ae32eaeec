import { Failure } from "core/result";
import { bench, connected } from "fakes/client";
import { equal, ok, test } from "harness";

test("client: what the transport says of its end goes to the log", () => {
	const { wire, log } = connected();
	log.take();
	wire.last.end(Failure.TlsUntrusted, 40);
	const [line] = log.take();
	ok(line.startsWith(`disconnected ${Failure.TlsUntrusted} `) && line.endsWith(" TLS 40"), line);
	equal(log.take(), []);
});

test("client: TLS that fails before CONNACK is told as it is; behind it nobody refuses any more, and the session broke", () => {
	for (const failure of [Failure.Tls, Failure.TlsAlert]) {
		const before = bench();
		before.client.open();
		before.clock.advance(0);
		before.wire.last.open();
		before.log.take();
		before.wire.last.end(failure, 20);
		ok(before.log.take()[0].startsWith(`disconnected ${failure} `));
		equal(before.listener.events, [`lost ${failure}`]);
		const { wire, log, listener } = connected();
		wire.last.end(failure, 20);
		ok(log.take()[0].startsWith(`disconnected ${Failure.TlsBroken} `));
		equal(listener.events, [`lost ${Failure.TlsBroken}`]);
	}
});

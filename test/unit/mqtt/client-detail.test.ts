import { Failure } from "core/result";
import { connected } from "fakes/client";
import { equal, ok, test } from "harness";

test("client: what the transport says of its end goes to the log", () => {
	const { wire, log } = connected();
	log.take();
	wire.last.end(Failure.TlsAlert, 40);
	const [line] = log.take();
	ok(line.startsWith(`disconnected ${Failure.TlsAlert} `) && line.endsWith(" TLS 40"), line);
	equal(log.take(), []);
});

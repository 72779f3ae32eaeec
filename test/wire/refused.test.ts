import assert from "node:assert/strict";
import { test } from "node:test";
import { ScriptedBroker } from "../fakes/broker";
import { ENGINES, startFirmware } from "../fakes/firmware";

/** Words that a person needs to find the setting at fault (MQTT 3.1.1 table 3.1). */
const CODES: readonly [number, RegExp, number][] = [
	[1, /protocol version/, 150_000],
	[2, /mqtt\.clientId/, 150_000],
	[3, /unavailable/, 1_000],
	[4, /mqtt\.userName and mqtt\.password/, 150_000],
	[5, /not authorised/, 150_000],
];

for (const { engine, skip } of ENGINES) {
	for (const [returnCode, words, leastRetryMs] of CODES) {
		test(`${engine}: return code ${returnCode} reaches the user in words and is retried no sooner than it helps`, {
			skip,
		}, async () => {
			const broker = new ScriptedBroker({ returnCode });
			const firmware = await startFirmware({ engine, accept: () => broker.accept() });
			await firmware.simulator.advance(1_000);
			const refusal = firmware.events().at(-1);
			assert.equal(refusal?.event, "refused");
			assert.equal(refusal?.code, returnCode);
			assert.match(String(refusal?.reason), words);
			assert.ok(Number(refusal?.retryMs) >= leastRetryMs && Number(refusal?.retryMs) <= 300_000);
			await firmware.simulator.advance(Number(refusal?.retryMs) + 1_000);
			assert.equal(broker.connections, 2, "it is tried again");
			assert.deepEqual(broker.published, []);
			assert.equal(firmware.lines.join("\n").includes("planted-secret"), false, "no secret in any output (S2)");
		});
	}
}

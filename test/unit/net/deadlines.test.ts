import { ok, test } from "harness";
import { CONNACK_MS, OPEN_MS } from "mqtt/client";
import { WAY_MS } from "net/either";
import { SPREAD_MS } from "net/network";
import { DNS_ANSWER_MS, DNS_ROUNDS } from "net/resolver";
import { ADDRESS_MS, HEALTH_MS, JOIN_MS, SCAN_MS } from "net/station-state";
import { ANSWER_MS, RESOLVE_MS, ROUND_MS } from "net/time-sync";

/** ESP-IDF keeps so many name servers (targets/esp32/network). */
const NAME_SERVERS_MAX = 3;

/** docs/network.md, "Deadlines". What waits for something that has a deadline of its own waits longer than that. */
test("L2: deadlines that stand in each other leave room for what is inside", () => {
	const resolveMs = NAME_SERVERS_MAX * DNS_ROUNDS * DNS_ANSWER_MS;
	ok(resolveMs < RESOLVE_MS, "a time server's name");
	ok(resolveMs <= WAY_MS, "the broker's name, on the first of two ways");
	ok(WAY_MS * 2 < OPEN_MS, "two ways to one broker");
	ok(ROUND_MS > ANSWER_MS && SPREAD_MS < ROUND_MS);
});

test("L2: no deadline of the link is longer than a minute: what hangs is found soon", () => {
	for (const ms of [OPEN_MS, CONNACK_MS, SCAN_MS, JOIN_MS, ADDRESS_MS, HEALTH_MS, RESOLVE_MS])
		ok(ms > 0 && ms <= 60_000);
});

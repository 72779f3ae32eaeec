import { ProvisionHost } from "fakes/provision-host";
import { FakeConsole, noise, transfer } from "fakes/provision-line";
import { KEYS, SECRETS, SETTINGS } from "fakes/provision-settings";
import { seeded } from "fakes/random";
import { equal, ok, ROUGH, test } from "harness";

const ROUNDS = Math.ceil(100 / ROUGH);

/** Many transfers with one byte in `one` hit, both ways. How many succeeded; each that did not must be honest about it. */
function rounds(one: number, count = ROUNDS): number {
	let good = 0;
	for (let seed = 1; seed <= count; seed++) {
		const random = seeded(seed * 1_000 + one);
		const host = new ProvisionHost();
		const board = new FakeConsole(host);
		const { ending } = transfer(board, JSON.stringify(SETTINGS), noise(random, one), noise(random, one));
		const { active } = host.reread;
		const there = active.own("mqtt.password") === SECRETS[1] && active.keys().length === KEYS;
		ok(ending, "no ending");
		if (ending?.ok) good++;
		if (ending?.ok) equal([ending.keys, there], [KEYS, true]);
		else if (ending?.certain) equal(active.keys().length, 0);
		else ok(there || active.keys().length === 0, "half of the settings");
		for (const secret of SECRETS) ok(!board.output.includes(secret), "a secret in a reply");
	}
	return good;
}

test("with one byte in 200 lost, doubled, flipped or in front of another, both ways, every transfer succeeds", () => {
	equal(rounds(200), ROUNDS);
});

test("with one byte in 30 hit some fail; none lies", () => {
	const good = rounds(30);
	ok(good > ROUNDS / 3, `${good} of ${ROUNDS}`);
});

test("a line of noise alone ends in an honest failure", () => {
	equal(rounds(1, 5), 0);
});

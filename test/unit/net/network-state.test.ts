import { LinkPhase } from "console/host";
import { LinkFailure } from "core/network";
import { Failure } from "core/result";
import { networkBench } from "fakes/network";
import { equal, test } from "harness";
import { NetworkPhase } from "net/network-state";
import { NetKind } from "net/plan";
import { SETTLE_MS } from "net/station-state";

test("network: its state follows the station, and keeps why it was down last", () => {
	const { network, clock, link } = networkBench();
	const facts = (): unknown[] => {
		const { phase, network: name, address, rssi, failure } = network.state;
		return [phase, name, address, rssi, failure];
	};
	network.start(undefined);
	equal(facts(), [NetworkPhase.Waiting, "", "", Number.NaN, LinkFailure.None]);
	clock.advance(0);
	equal(facts(), [NetworkPhase.Searching, "", "", Number.NaN, LinkFailure.None]);
	link.scanned(["home", -50]);
	equal(facts(), [NetworkPhase.Joining, "home", "", Number.NaN, LinkFailure.None]);
	link.joined();
	equal(facts(), [NetworkPhase.Addressing, "home", "", -61, LinkFailure.None]);
	link.up();
	equal(facts(), [NetworkPhase.Up, "home", "192.0.2.7", -61, LinkFailure.None]);
	link.down(LinkFailure.Lost);
	equal(facts(), [NetworkPhase.Waiting, "", "", Number.NaN, LinkFailure.Lost]);
	clock.advance(2_000);
	link.scanned(["home", -50]);
	link.up();
	equal(network.state.failure, LinkFailure.Lost);
});

test("network: the first of two networks that could not be had is told at once", () => {
	const networks = [
		{ ssid: "home", password: "" },
		{ ssid: "barn", password: "" },
	];
	const { network, clock, link } = networkBench({ networks });
	network.start(undefined);
	clock.advance(0);
	link.scanned(["home", -50], ["barn", -60]);
	link.down(LinkFailure.WrongPassword);
	equal(network.state.failure, LinkFailure.WrongPassword);
	clock.advance(SETTLE_MS);
	equal([network.state.phase, network.state.network], [NetworkPhase.Joining, "barn"]);
});

test("network: a platform that is online by itself has its own network; a board with nothing set has none to join", () => {
	for (const online of [true, false]) {
		const { network } = networkBench({ kind: NetKind.None, networks: [], link: undefined }, { online });
		network.start(undefined);
		equal(network.state.phase, online ? NetworkPhase.Own : NetworkPhase.Unset);
	}
	const { network, clock, link } = networkBench({ networks: [] });
	network.start(undefined);
	clock.advance(3_600_000);
	equal([network.state.phase, link.calls], [NetworkPhase.Unset, []], "wifi without a name");
});

test("network: its phases are the console's, number by number", () => {
	equal(
		[
			NetworkPhase.Own,
			NetworkPhase.Unset,
			NetworkPhase.Searching,
			NetworkPhase.Joining,
			NetworkPhase.Addressing,
			NetworkPhase.Up,
			NetworkPhase.Waiting,
		].map(Number),
		[
			LinkPhase.Own,
			LinkPhase.Unset,
			LinkPhase.Searching,
			LinkPhase.Joining,
			LinkPhase.Addressing,
			LinkPhase.Up,
			LinkPhase.Waiting,
		].map(Number),
	);
});

test("network: a held client says goodbye and stays away over a lost link; let go it opens without any back-off if all is there", () => {
	const { network, clock, link, client, up, take } = networkBench({ needsTime: false });
	network.start(client);
	up();
	take();
	network.hold(true);
	network.hold(true);
	equal([take(), network.held], [[`pause ${Failure.Local}`], true]);
	link.down(LinkFailure.Lost);
	take();
	up();
	equal(take(), []);
	network.hold(false);
	equal(take(), ["open soon"]);
	network.hold(true);
	link.down(LinkFailure.Lost);
	take();
	network.hold(false);
	equal(take(), [], "there is no link");
	clock.advance(3_000);
	up();
	equal(take(), ["open"]);
});

test("network: a client that is held from the start is not opened", () => {
	const { network, client, up, take } = networkBench({ needsTime: false });
	network.hold(true);
	network.start(client);
	up();
	equal(take(), []);
	network.hold(false);
	equal(take(), ["open soon"]);
});

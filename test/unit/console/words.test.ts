import { failureWords, faultWords, linkWords, needWords, returnCodeWords, syncWords } from "console/words";
import { LinkFailure, Need, SyncFailure } from "core/network";
import { Failure } from "core/result";
import { equal, ok, test } from "harness";
import { Fault } from "sensors/sensor";

/** Words for people: there are some, on one line, and they know what they speak of. */
function checkWords(words: string, code: number): void {
	ok(words.length >= 4 && !words.includes("unknown") && !words.includes("undefined"), `${code}: ${words}`);
	for (const character of words) ok(character >= " " && character <= "~", `${code}: ${words}`);
}

test("words: every failure has its own", () => {
	const all = new Set<string>();
	const failures: Failure[] = [];
	for (let failure = Failure.None; failure <= Failure.TakenOver; failure++) failures.push(failure);
	for (let failure = Failure.TlsBadCertificate; failure <= Failure.TlsBroken; failure++) failures.push(failure);
	for (const failure of failures) {
		const words = failureWords(failure);
		checkWords(words, failure);
		all.add(words);
	}
	equal(all.size, failures.length);
});

test("words: every fault has its own, and none has none", () => {
	equal(faultWords(Fault.None), undefined);
	const all = new Set<string>();
	for (let fault = Fault.Absent; fault <= Fault.Timeout; fault++) {
		const words = faultWords(fault) ?? "";
		checkWords(words, fault);
		all.add(words);
	}
	equal(all.size, Fault.Timeout);
});

test("words: return codes 1 to 5 say what to change, the others that they are reserved", () => {
	const hints = ["MQTT 3.1.1", "mqtt.clientId", "tried again", "mqtt.password", "mqtt.clientId"];
	for (let code = 1; code <= 5; code++) {
		const words = returnCodeWords(code);
		checkWords(words, code);
		ok(words.includes(hints[code - 1]), words);
	}
	for (const code of [6, 128, 255]) equal(returnCodeWords(code), `reserved return code ${code}`);
});

test("words: where a setting can be the cause they name it", () => {
	for (const [failure, key] of [
		[Failure.Resolve, "mqtt.host"],
		[Failure.Unreachable, "mqtt.port"],
		[Failure.TakenOver, "mqtt.clientId"],
		[Failure.TlsUntrusted, "mqtt.ca"],
		[Failure.TlsWrongHost, "mqtt.host"],
		[Failure.TlsBadCertificate, "mqtt.certificate"],
		[Failure.TlsBadKey, "mqtt.key"],
		[Failure.TlsKeyMismatch, "mqtt.key"],
		[Failure.TlsClientRefused, "mqtt.certificate"],
	] as const)
		ok(failureWords(failure).includes(key), key);
});

test("words: every code of the network and the time has its own", () => {
	const all = new Set<string>();
	for (let failure = LinkFailure.None; failure <= LinkFailure.ScanFailed; failure++) all.add(linkWords(failure));
	for (let failure = SyncFailure.Resolve; failure <= SyncFailure.NoSocket; failure++) all.add(syncWords(failure));
	for (let need = Need.None; need <= Need.Clock; need++) all.add(needWords(need));
	equal(all.size, LinkFailure.ScanFailed + 1 + SyncFailure.NoSocket + Need.Clock + 1);
	for (const words of all) checkWords(words, 0);
	for (const failure of [LinkFailure.NoNetwork, LinkFailure.WrongPassword])
		ok(linkWords(failure).includes("net.wifi."));
	ok(needWords(Need.Clock).startsWith("waiting for the time"));
});

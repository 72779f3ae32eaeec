import { AnswerKind } from "console/command";
import { ProvisionHost } from "fakes/provision-host";
import { provision } from "fakes/provision-line";
import { equal, test } from "harness";

function code(...args: string[]): string {
	const answer = provision(new ProvisionHost(), ...args);
	return answer.kind === AnswerKind.Failed ? answer.code : "";
}

test("provision wants a length and 8 hexadecimal digits, and knows no option but fresh", () => {
	for (const args of [
		["0", "00000000"],
		["-1", "00000000"],
		["1e3", "00000000"],
		["0x10", "00000000"],
		["9".repeat(40), "00000000"],
		["10", "0000000"],
		["10", "000000000"],
		["10", "0000000g"],
		["10", "00000000", "frsh"],
	])
		equal(code(...args), "usage", args.join(" "));
	for (const args of [
		["1", "00000000"],
		["16384", "CBF43926", "FRESH"],
	])
		equal(code(...args), "", args.join(" "));
});

test("more than a board's settings can be is refused before there is memory for it", () => {
	equal(code("16385", "00000000"), "tooLong");
	equal(code("999999999", "00000000"), "tooLong");
});

import { COMMANDS } from "console/commands";
import { split } from "console/split";
import { equal, test } from "harness";

function words(line: string): unknown {
	const result = split(line, COMMANDS);
	return result.ok ? result.value : result.error;
}

test("split: words are what whitespace separates", () => {
	equal(words("  get   mqtt.host\t"), [["get", "mqtt.host"]]);
	equal(words(""), []);
	equal(words("   "), []);
});

test("split: ; separates where whitespace or the end follows, and only there", () => {
	equal(words("get a; get b ; save;"), [["get", "a"], ["get", "b"], ["save"]]);
	equal(words("get a;b"), [["get", "a;b"]]);
	equal(words("; ;;"), [[";"]]);
	equal(words("set device.name a;b; save"), [["set", "device.name", "a;b"], ["save"]]);
});

test("split: quotes count at the start of a word alone", () => {
	equal(words(`get "a b" 'c d'`), [["get", "a b", "c d"]]);
	equal(words(`get a"b c'd`), [["get", `a"b`, "c'd"]]);
	equal(words(`get "" ''`), [["get", "", ""]]);
	equal(words(`get "a"b`), [["get", "ab"]]);
});

test("split: in double quotes a backslash quotes itself and a quote, nothing else; single quotes are as they are", () => {
	equal(words(String.raw`get "a\"b\\c\d"`), [["get", String.raw`a"b\c\d`]]);
	equal(words(String.raw`get 'a\b'`), [["get", String.raw`a\b`]]);
});

test("split: a ; in quotes separates nothing", () => {
	equal(words(`set mqtt.password "a; b"; save`), [["set", "mqtt.password", "a; b"], ["save"]]);
	equal(words(`get 'a; '; save`), [["get", "a; "], ["save"]]);
});

test("split: the last argument of a row with a rest is the rest as typed, without the whitespace around it", () => {
	equal(words(`set device.name  The "old"  shed's `), [["set", "device.name", `The "old"  shed's`]]);
	equal(words("set device.name a ; save"), [["set", "device.name", "a"], ["save"]]);
	equal(words("unlock a b  c"), [["unlock", "a b  c"]]);
});

test("split: a rest that is quoted is the quoted text", () => {
	equal(words(`set device.name " a "`), [["set", "device.name", " a "]]);
	equal(words(`set device.name " a " b`), [["set", "device.name", " a ", "b"]]);
});

test("split: an open quote is an error that repeats nothing", () => {
	equal(words(`set mqtt.password "hunter2`), "a quote is not closed: nothing was done");
	equal(words(`set mqtt.password 'hunter2; save`), "a quote is not closed: nothing was done");
});

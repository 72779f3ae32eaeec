import { toShown } from "core/utf8";
import { equal, test } from "harness";

test("shown: text for people stays as it is", () => {
	for (const text of ["", "a b~", "21 °C", "é€\u{1f30d}", "\xa0\u2027\u202f\uffff"]) equal(toShown(text), text);
});

test("shown: what a terminal would obey, or a line could end at, becomes ?", () => {
	for (let code = 0; code < 0xa0; code++) {
		const character = String.fromCharCode(code);
		equal(toShown(character), code >= 0x20 && code < 0x7f ? character : "?", `${code}`);
	}
	equal(toShown("a\u2028b\u2029c\u202ed\u2066e\udc00f\ud800"), "a?b?c?d?e?f?");
	equal(toShown("\u2069\udbff \udfff \u206a\u2065"), "?? ? \u206a\u2065");
});

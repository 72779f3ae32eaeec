import { decodeBase64, encodeBase64 } from "core/base64";
import { toAscii, toUtf8 } from "core/utf8";
import { equal, test } from "harness";

/** RFC 4648 §10. */
test("base64: the examples of RFC 4648, encoded", () => {
	const examples = ["", "", "f", "Zg==", "fo", "Zm8=", "foo", "Zm9v", "foob", "Zm9vYg==", "foobar", "Zm9vYmFy"];
	for (let i = 0; i < examples.length; i += 2) {
		const text = encodeBase64(toUtf8(examples[i]) ?? new Uint8Array(0));
		equal(toAscii(text, 0, text.length), examples[i + 1]);
	}
});

test("base64: what is encoded decodes to the same, every character used", () => {
	const bytes = Uint8Array.from({ length: 259 }, (_, i) => i * 7);
	const text = encodeBase64(bytes);
	const target = new Uint8Array(bytes.length);
	equal(decodeBase64(text, 0, text.length, target, 0), bytes.length);
	equal(target, bytes);
	equal(new Set(text).size, 65);
});

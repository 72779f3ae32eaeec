import { decodeBase64 } from "core/base64";
import { toUtf8 } from "core/utf8";
import { seeded } from "fakes/random";
import { equal, test } from "harness";
import { encodeBase64 } from "../../../tools/lib/provision/base64";

function codes(text: string): Uint8Array {
	return toUtf8(text) ?? new Uint8Array(0);
}

function decode(text: string, room = 64): string | undefined {
	const target = new Uint8Array(room);
	const end = decodeBase64(codes(text), 0, text.length, target, 0);
	return end < 0 ? undefined : String.fromCharCode(...target.subarray(0, end));
}

test("RFC 4648 §10: the vectors, both ways", () => {
	const vectors: readonly (readonly [string, string])[] = [
		["", ""],
		["f", "Zg=="],
		["fo", "Zm8="],
		["foo", "Zm9v"],
		["foob", "Zm9vYg=="],
		["fooba", "Zm9vYmE="],
		["foobar", "Zm9vYmFy"],
	];
	for (const [plain, encoded] of vectors) {
		equal(decode(encoded), plain);
		equal(encodeBase64(codes(plain), 0, plain.length), encoded);
	}
});

test("what is not Base64 in its only form is refused", () => {
	for (const wrong of ["Zg", "Zg=", "Z===", "====", "Zh==", "Zm9=", "Zm=v", "Zm 9v", "Zm9v\n", "Zm9-", "=Zm9"])
		equal(decode(wrong), undefined, wrong);
});

test("what does not fit is refused and does not go beyond", () => {
	const target = new Uint8Array(8);
	equal(decodeBase64(codes("Zm9vYmFy"), 0, 8, target.subarray(0, 5), 0), -1);
	equal(target[5], 0);
	equal(decodeBase64(codes("Zm9v"), 0, 4, target, 5), 8);
	equal(decodeBase64(codes("Zm9v"), 0, 4, target, 6), -1);
});

test("any bytes come back as they went", () => {
	const random = seeded(64);
	for (let length = 0; length < 100; length++) {
		const bytes = Uint8Array.from({ length }, () => Math.floor(random() * 256));
		const text = codes(encodeBase64(bytes, 0, length));
		const target = new Uint8Array(length);
		equal(decodeBase64(text, 0, text.length, target, 0), length);
		equal(target, bytes);
	}
});

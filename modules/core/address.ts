/**
 * True for a host that plain TCP may speak to: `localhost`, and IPv4 addresses that stay on the loopback (RFC 1122 §3.2.1.3) or in a
 * private network (RFC 1918 §3, RFC 3927 §2.1 link-local). A name that would have to be resolved is not: an attacker's DNS could send it
 * anywhere.
 */
export function isPrivateHost(host: string): boolean {
	if (host === "localhost") return true;
	const bytes = parseAddress(host);
	if (!bytes) return false;
	const [a, b] = bytes;
	return (
		a === 127 || a === 10 || (a === 172 && b >= 16 && b <= 31) || (a === 192 && b === 168) || (a === 169 && b === 254)
	);
}

/**
 * The IPv4 address that `host` is already, without asking anybody: its own, or the loopback's for `localhost`, which no resolver may be
 * trusted with (RFC 6761 §6.3). Undefined for a name.
 */
export function literalAddress(host: string): string | undefined {
	if (host === "localhost") return "127.0.0.1";
	return parseAddress(host) ? host : undefined;
}

/** The four numbers of an IPv4 address in its usual form, or undefined for anything else (octal or short forms are refused). */
export function parseAddress(host: string): readonly number[] | undefined {
	const parts = host.split(".");
	if (parts.length !== 4) return undefined;
	const bytes = parts.map(Number);
	const plain = bytes.every(
		(byte, i) => Number.isInteger(byte) && byte >= 0 && byte <= 255 && String(byte) === parts[i],
	);
	return plain ? bytes : undefined;
}

/** The TLS core (tls-core.h) as a class, by xs-tls.c; native.d.ts says what each method does. */
class TlsCore extends Native("xs_tls_destructor") {
	open(host, roots, now, session, certificate, key) {
		return native("xs_tls_open").call(this, host, roots, now, session, certificate, key);
	}
	close() {
		native("xs_tls_close").call(this);
	}
	shut() {
		native("xs_tls_shut").call(this);
	}
	receive(buffer, from, to) {
		return native("xs_tls_receive").call(this, buffer, from, to);
	}
	send(buffer, most) {
		return native("xs_tls_send").call(this, buffer, most);
	}
	read(buffer) {
		return native("xs_tls_read").call(this, buffer);
	}
	write(buffer, from, to) {
		return native("xs_tls_write").call(this, buffer, from, to);
	}
	save(buffer) {
		return native("xs_tls_save").call(this, buffer);
	}
	get hasSession() {
		return native("xs_tls_get_hasSession").call(this);
	}
	get phase() {
		return native("xs_tls_get_phase").call(this);
	}
	get reason() {
		return native("xs_tls_get_reason").call(this);
	}
	get detail() {
		return native("xs_tls_get_detail").call(this);
	}
	get pending() {
		return native("xs_tls_get_pending").call(this);
	}
	get readable() {
		return native("xs_tls_get_readable").call(this);
	}
	get writable() {
		return native("xs_tls_get_writable").call(this);
	}
	get resumed() {
		return native("xs_tls_get_resumed").call(this);
	}
}

export default TlsCore;

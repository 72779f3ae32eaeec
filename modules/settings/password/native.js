/** What a console's password is stretched with: see settings/password/password, whose interface PasswordCrypto this is. */
export default Object.freeze({
	stretch(password, salt, iterations, hash) {
		return native("xs_password_stretch").call(this, password, salt, iterations, hash);
	},
	random(target) {
		return native("xs_password_random").call(this, target);
	},
});

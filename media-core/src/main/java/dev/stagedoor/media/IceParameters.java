package dev.stagedoor.media;

/** ICE user fragment (4–256 characters) and password (22–256), RFC 8839 §5.4. */
public record IceParameters(String usernameFragment, String password) {}

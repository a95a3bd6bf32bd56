package dev.stagedoor.media.srtp;

/** AES-GCM by {@link IpsecMb}, at little more than half of libcrypto's price; the older profile's ciphers by another backend. */
final class IpsecMbBackend implements SrtpBackend {
    private final SrtpBackend rest;

    /**
     * Checks that the library is there.
     *
     * @throws LinkageError if it is not
     */
    IpsecMbBackend(SrtpBackend rest) {
        this.rest = rest;
        new IpsecMbSealer(new byte[16]).close();
    }

    @Override
    public String name() {
        return "IPsec-MB (" + IpsecMb.instructions() + "), " + rest.name();
    }

    @Override
    public AeadSealer aeadSealer(byte[] key) {
        return new IpsecMbSealer(key);
    }

    @Override
    public AeadOpener aeadOpener(byte[] key) {
        return new IpsecMbOpener(key);
    }

    @Override
    public CounterCipher counterCipher(byte[] key) {
        return rest.counterCipher(key);
    }

    @Override
    public PacketMac hmacSha1(byte[] key) {
        return rest.hmacSha1(key);
    }
}

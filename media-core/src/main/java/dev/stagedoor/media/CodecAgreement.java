package dev.stagedoor.media;

import dev.stagedoor.media.codec.Codec;
import dev.stagedoor.media.codec.H264Profile;
import dev.stagedoor.media.codec.MediaKind;
import dev.stagedoor.media.codec.NegotiatedCodec;
import dev.stagedoor.media.codec.PayloadFormat;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Which of the offered codecs we forward, and how our answer describes them. The payload types are the offerer's. The
 * order is ours, so that both ends of a call are told the same first codec and send the same one.
 *
 * @param codecs what rooms need, most preferred first
 * @param answer the same for the answer, each codec followed by its retransmission format
 */
record CodecAgreement(List<NegotiatedCodec> codecs, List<CodecDescription> answer) {
    private static final Set<String> AUDIO_FEEDBACK = Set.of("transport-cc");
    private static final Set<String> VIDEO_FEEDBACK =
            Set.of("nack", "nack pli", "ccm fir", "transport-cc", "goog-remb");
    private static final int MAX_PAYLOAD_TYPE = 127;
    private static final int FIRST_LIKE_CONTROL = 64;
    private static final int LAST_LIKE_CONTROL = 95;

    /** The packetization mode of H.264 that has fragments and aggregates. */
    private static final String NON_INTERLEAVED = "1";

    /** Compares an offered section's codecs with ours. */
    static CodecAgreement of(MediaSection offered) {
        List<NegotiatedCodec> codecs = new ArrayList<>();
        List<CodecDescription> answer = new ArrayList<>();
        for (Codec codec : Codec.values()) {
            for (CodecDescription description : offered.codecs()) {
                if (codec.kind() == offered.kind() && isCodec(description, codec)) {
                    agree(description, codec, offered, codecs, answer);
                }
            }
        }
        if (prefersRedundancy(offered) && codecs.size() > 1) {
            codecs.addFirst(codecs.removeLast());
            answer.addFirst(answer.removeLast());
        }
        return new CodecAgreement(List.copyOf(codecs), List.copyOf(answer));
    }

    /** Redundancy doubles what sound costs, so it is the sender's to wish for: by naming it first. */
    private static boolean prefersRedundancy(MediaSection offered) {
        return !offered.codecs().isEmpty() && isCodec(offered.codecs().getFirst(), Codec.RED);
    }

    private static void agree(
            CodecDescription description,
            Codec codec,
            MediaSection offered,
            List<NegotiatedCodec> codecs,
            List<CodecDescription> answer) {
        Optional<PayloadFormat> format = format(description, codec, offered);
        if (codec == Codec.RED && !wraps(description, codecs)) {
            return;
        }
        if (format.isEmpty()
                || codecs.stream().anyMatch(agreed -> agreed.format().equals(format.get()))) {
            return;
        }
        Set<String> known = offered.kind() == MediaKind.VIDEO ? VIDEO_FEEDBACK : AUDIO_FEEDBACK;
        List<String> feedback = description.feedback().stream()
                .filter(known::contains)
                .distinct()
                .toList();
        answer.add(new CodecDescription(
                description.payloadType(),
                description.name(),
                description.clockRate(),
                description.channels(),
                answerParameters(description, codec),
                feedback));
        int retransmission = NegotiatedCodec.NONE;
        Optional<CodecDescription> offeredRetransmission = retransmissionOf(description, offered);
        if (offeredRetransmission.isPresent() && feedback.contains("nack")) {
            retransmission = offeredRetransmission.get().payloadType();
            answer.add(offeredRetransmission.get());
        }
        codecs.add(new NegotiatedCodec(
                format.get(),
                description.payloadType(),
                retransmission,
                feedback.contains("nack"),
                feedback.contains("ccm fir") && !feedback.contains("nack pli")));
    }

    /** Whether redundant audio is made of nothing but Opus as it was agreed ({@code a=fmtp:63 111/111}, RFC 2198 §5). */
    private static boolean wraps(CodecDescription redundant, List<NegotiatedCodec> agreed) {
        return agreed.stream()
                .filter(codec -> codec.format().codec() == Codec.OPUS)
                .map(codec -> Integer.toString(codec.payloadType()))
                .anyMatch(opus -> redundant.formatParameters().matches(opus + "(/" + opus + ")+"));
    }

    private static boolean isCodec(CodecDescription description, Codec codec) {
        return isPayloadType(description.payloadType())
                && description.name().equalsIgnoreCase(codec.encodingName())
                && description.clockRate() == codec.clockRateHz()
                && description.channels() == codec.channels();
    }

    /** With the marker bit set, some would be taken for control packets on the port that both share (RFC 5761 §4). */
    private static boolean isPayloadType(int value) {
        boolean looksLikeControl = value >= FIRST_LIKE_CONTROL && value <= LAST_LIKE_CONTROL;
        return value >= 0 && value <= MAX_PAYLOAD_TYPE && !looksLikeControl;
    }

    private static Optional<PayloadFormat> format(CodecDescription description, Codec codec, MediaSection offered) {
        FormatParameters parameters = new FormatParameters(description.formatParameters());
        return switch (codec) {
            case OPUS, RED, VP8 -> Optional.of(new PayloadFormat(codec, ""));
            case VP9 -> profile(Codec.VP9, parameters.get("profile-id"));
            case AV1 -> profile(Codec.AV1, parameters.get("profile"));
            case H264 -> {
                String profile = H264Profile.of(parameters.get("profile-level-id"));
                yield profile.isEmpty() || !isForwarded(parameters, profile, offered)
                        ? Optional.empty()
                        : Optional.of(new PayloadFormat(codec, profile));
            }
        };
    }

    /**
     * Whether viewers can be sent what comes in this packetization mode (RFC 6184 §6.2). They are of mode 1, which what an encoder of
     * mode 0 sends is good for, too; but whoever has to be sent mode 0 cannot be sent anything else.
     */
    private static boolean isForwarded(FormatParameters parameters, String profile, MediaSection offered) {
        String mode = parameters.get("packetization-mode");
        boolean single = mode.isEmpty() || mode.equals("0");
        return mode.equals(NON_INTERLEAVED)
                || (single
                        && offered.direction() == Direction.SENDONLY
                        && offered.codecs().stream().noneMatch(other -> isNonInterleaved(other, profile)));
    }

    private static boolean isNonInterleaved(CodecDescription description, String profile) {
        FormatParameters parameters = new FormatParameters(description.formatParameters());
        return isCodec(description, Codec.H264)
                && parameters.get("packetization-mode").equals(NON_INTERLEAVED)
                && H264Profile.of(parameters.get("profile-level-id")).equals(profile);
    }

    /** The kind of picture, 0 where it is not named (RFC 9628 §6, AV1 RTP specification §7.2). */
    private static Optional<PayloadFormat> profile(Codec codec, String profile) {
        String named = profile.isEmpty() ? "0" : profile;
        return named.matches("[0-3]") ? Optional.of(new PayloadFormat(codec, named)) : Optional.empty();
    }

    private static String repeated(FormatParameters offered, String... names) {
        return Arrays.stream(names)
                .filter(name -> !offered.get(name).isEmpty())
                .map(name -> name + "=" + offered.get(name))
                .collect(Collectors.joining(";"));
    }

    /** What we would like to be sent: the offerer's own wishes, which are what the other end will be told about it. */
    private static String answerParameters(CodecDescription description, Codec codec) {
        FormatParameters offered = new FormatParameters(description.formatParameters());
        return switch (codec) {
            case OPUS -> {
                String discontinuous = offered.get("usedtx").equals("1") ? ";usedtx=1" : "";
                String stereo = offered.get("stereo").equals("1") ? ";stereo=1" : "";
                yield "minptime=10;useinbandfec=1" + discontinuous + stereo;
            }
            case VP8 -> "";
            case RED -> description.formatParameters();
            case VP9 -> repeated(offered, "profile-id");
            case AV1 -> repeated(offered, "level-idx", "profile", "tier");
            case H264 -> {
                String profile = offered.get("profile-level-id");
                String mode = offered.get("packetization-mode").equals(NON_INTERLEAVED) ? NON_INTERLEAVED : "0";
                yield "level-asymmetry-allowed=1;packetization-mode=" + mode
                        + (profile.isEmpty() ? "" : ";profile-level-id=" + profile);
            }
        };
    }

    private static Optional<CodecDescription> retransmissionOf(CodecDescription primary, MediaSection offered) {
        String associated = Integer.toString(primary.payloadType());
        return offered.codecs().stream()
                .filter(codec -> codec.name().equalsIgnoreCase("rtx") && isPayloadType(codec.payloadType()))
                .filter(codec -> new FormatParameters(codec.formatParameters())
                        .get("apt")
                        .equals(associated))
                .findFirst();
    }
}

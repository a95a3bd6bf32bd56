package dev.stagedoor.signaling.identity;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DisplayNameTest {
    @ParameterizedTest
    @CsvSource(ignoreLeadingAndTrailingWhitespace = false, textBlock = """
            Asha,Asha
              Asha  ,Asha
            A  B,A B
            மாயா,மாயா
            क्ष‌त्रिय,क्ष‌त्रिय
            👩‍🎤👩‍🎤,👩‍🎤👩‍🎤
            """)
    void tidies(String wanted, String kept) {
        assertThat(DisplayName.parse(wanted)).isEqualTo(new DisplayName(kept));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "ab",
                "   ab   ",
                "123456789012345678901",
                "abc\u0000",
                "abc\u202E",
                "\u200B\u200B\u200B",
                "a\uFEFFbc"
            })
    void refusesWhatIsTooShortTooLongOrHidden(String wanted) {
        assertThat(DisplayName.parse(wanted)).isNull();
    }
}

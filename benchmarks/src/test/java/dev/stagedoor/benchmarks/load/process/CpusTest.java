package dev.stagedoor.benchmarks.load.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.stagedoor.benchmarks.load.messages.LoadFailure;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CpusTest {
    @ParameterizedTest
    @CsvSource({"0,0", "'2,0','0,2'", "0-3,'0,1,2,3'", "' 1 , 3-4 ','1,3,4'", "'1,1','1'"})
    void readsListsAsTheSystemWritesThem(String text, String list) {
        assertThat(Cpus.parse(text)).hasToString(list);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a", "1-", "-1", "3-1", "1-2-3", "1,,2", "99999999999"})
    void refusesWhatIsNoList(String text) {
        assertThatThrownBy(() -> Cpus.parse(text))
                .isInstanceOf(LoadFailure.class)
                .hasMessageContaining("no list of cores");
    }

    @ParameterizedTest
    @CsvSource({"0-3,0,'1,2,3'", "0-1,0-1,''", "0-1,5,'0,1'"})
    void leavesOutWhatOthersHave(String all, String others, String rest) {
        assertThat(Cpus.parse(all).without(Cpus.parse(others))).hasToString(rest);
    }

    @ParameterizedTest
    @CsvSource({"1,00000002", "'0,31',80000001", "'0,33','00000002,00000001'", "70,'00000040,00000000,00000000'"})
    void areAMaskForTheKernel(String list, String mask) {
        assertThat(Cpus.parse(list).mask()).isEqualTo(mask);
    }
}

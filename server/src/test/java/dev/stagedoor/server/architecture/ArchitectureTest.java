package dev.stagedoor.server.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

class ArchitectureTest {
    private static final ArchitecturePage PAGE = ArchitecturePage.read();
    private static final List<String> LIBRARIES =
            List.of("dev.stagedoor.media", "dev.stagedoor.billing", "dev.stagedoor.signaling");

    private static JavaClasses product;

    @BeforeAll
    static void importProduct() {
        product = new ClassFileImporter()
                .withImportOption(new ImportOption.DoNotIncludeTests())
                .withImportOption(location -> !location.contains("build-tools"))
                .importPackages("dev.stagedoor");
    }

    @Test
    void theWholeProductIsLookedAt() {
        assertThat(LIBRARIES)
                .allSatisfy(library -> assertThat(product.stream()
                                .filter(type -> type.getPackageName().startsWith(library))
                                .count())
                        .as("classes of " + library)
                        .isGreaterThan(20));
    }

    @TestFactory
    Stream<DynamicTest> librariesKnowNothingOfEachOther() {
        return LIBRARIES.stream()
                .map(library -> dynamicTest(library, () -> {
                    String[] others = Stream.concat(
                                    LIBRARIES.stream(), Stream.of("dev.stagedoor.server", "dev.stagedoor.benchmarks"))
                            .filter(other -> !other.equals(library))
                            .map(other -> other + "..")
                            .toArray(String[]::new);
                    noClasses()
                            .that()
                            .resideInAPackage(library + "..")
                            .should()
                            .dependOnClassesThat()
                            .resideInAnyPackage(others)
                            .check(product);
                }));
    }

    @TestFactory
    Stream<DynamicTest> packagesUseOnlyThoseBelowThem() {
        return PAGE.packageOrder().entrySet().stream()
                .flatMap(row -> row.getValue().stream()
                        .map(name -> dynamicTest(
                                row.getKey() + "." + name, () -> usesOnlyLower(row.getKey(), row.getValue(), name))));
    }

    private static void usesOnlyLower(String root, List<String> order, String name) {
        String[] higher = Stream.concat(
                        Stream.of(root),
                        order.stream().skip(order.indexOf(name) + 1L).map(other -> root + "." + other + ".."))
                .toArray(String[]::new);
        noClasses()
                .that()
                .resideInAPackage(root + "." + name + "..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(isSignaling(root) ? Arrays.copyOfRange(higher, 1, higher.length) : higher)
                .allowEmptyShould(true)
                .check(product);
    }

    /** Signalling's root package holds the ports, which every package of it speaks of. */
    private static boolean isSignaling(String root) {
        return root.equals("dev.stagedoor.signaling");
    }

    @TestFactory
    Stream<DynamicTest> everyPackageStandsInItsRow() {
        return PAGE.packageOrder().entrySet().stream()
                .map(row -> dynamicTest(
                        row.getKey(),
                        () -> assertThat(product.stream()
                                        .map(type -> type.getPackageName())
                                        .filter(name -> name.startsWith(row.getKey() + "."))
                                        .map(name -> name.substring(row.getKey().length() + 1)
                                                .split("\\.", -1)[0])
                                        .distinct())
                                .isSubsetOf(row.getValue())));
    }

    @TestFactory
    Stream<DynamicTest> everyLibraryStaysInItsHome() {
        return PAGE.libraryHomes().entrySet().stream()
                .map(row -> dynamicTest(row.getKey(), () -> {
                    String[] homes =
                            row.getValue().stream().map(home -> home + "..").toArray(String[]::new);
                    noClasses()
                            .that()
                            .resideOutsideOfPackages(homes)
                            .and()
                            .resideOutsideOfPackage("dev.stagedoor.benchmarks..")
                            .should()
                            .dependOnClassesThat()
                            .resideInAPackage(row.getKey() + "..")
                            .check(product);
                }));
    }

    @Test
    void nothingStaticChanges() {
        fields().that()
                .areStatic()
                .and()
                .doNotHaveModifier(com.tngtech.archunit.core.domain.JavaModifier.SYNTHETIC)
                .should()
                .beFinal()
                .check(product);
        fields().that()
                .areStatic()
                .should()
                .notHaveRawType(AtomicInteger.class)
                .andShould()
                .notHaveRawType(AtomicLong.class)
                .andShould()
                .notHaveRawType(AtomicBoolean.class)
                .andShould()
                .notHaveRawType(AtomicReference.class)
                .andShould()
                .notHaveRawType(ThreadLocal.class)
                .check(product);
        // A final field may still hold a collection that changes.
        for (JavaClass each : product) {
            assertThat(each.getStaticInitializer().stream()
                            .flatMap(initializer -> initializer.getConstructorCallsFromSelf().stream())
                            .map(call -> call.getTargetOwner())
                            .filter(made -> made.isAssignableTo(Collection.class) || made.isAssignableTo(Map.class)))
                    .as("collections that change, made for static fields of %s", each.getName())
                    .isEmpty();
        }
    }

    @Test
    void namesSayWhatAClassIs() {
        classes()
                .should()
                .haveNameNotMatching(".*\\.(Abstract\\w*|\\w*(Impl|Manager|Helper|Helpers|Util|Utils))")
                .check(product);
    }

    @Test
    void nobodyPrintsOrExitsBehindTheScenes() {
        noClasses()
                .that()
                .resideInAnyPackage(
                        LIBRARIES.stream().map(library -> library + "..").toArray(String[]::new))
                .should()
                .callMethod(System.class, "exit", int.class)
                .orShould()
                .accessField(System.class, "out")
                .orShould()
                .accessField(System.class, "err")
                .check(product);
    }

    @Test
    void theRulesReadRealLists() {
        assertThat(PAGE.packageOrder().keySet()).containsExactlyInAnyOrderElementsOf(LIBRARIES);
        assertThat(PAGE.libraryHomes().values())
                .allSatisfy((Collection<String> homes) -> assertThat(homes).isNotEmpty());
    }
}

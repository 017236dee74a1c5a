// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.cli;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaPackage;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZonedDateTime;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

/// Holds the plan of the house: who may use whom, where time comes from, and what a package
/// declares.
class HouseTest {
  private static final String ANY = "any of ours";

  /// Each part of ours, and the other parts that it may use.
  static final Set<Map.Entry<String, Set<String>>> MAY_USE =
      Map.ofEntries(
              Map.entry("common", Set.<String>of()),
              Map.entry("ingress", Set.of("common")),
              Map.entry("bot", Set.of("common")),
              Map.entry("dispatcher", Set.of("common", "bot")),
              Map.entry("sender", Set.of("common")),
              Map.entry("scheduler", Set.of("common")),
              Map.entry("payments", Set.of("common")),
              Map.entry("embedded", Set.<String>of()),
              Map.entry("simulator", Set.of("common")),
              Map.entry("bot.testing", Set.of("common", "bot", "dispatcher")),
              Map.entry("demo", Set.of("bot", "dispatcher", "common")),
              Map.entry("console", Set.of("common")),
              Map.entry("analytics", Set.of("common")),
              Map.entry("bench", Set.of(ANY)),
              Map.entry("cli", Set.of(ANY)))
          .entrySet();

  /// The one class of a module that may sleep and look at a clock to do so.
  private static final Set<String> WAITERS = Set.of("Waiter", "Pause");

  private static JavaClasses classes;

  @BeforeAll
  static void read() {
    classes =
        new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            // JMH writes classes of its own beside the benchmarks
            .withImportOption(place -> !place.contains("/jmh_generated/"))
            .importPackages("chappe");
  }

  @ParameterizedTest
  @FieldSource("MAY_USE")
  void usesOnlyWhatItMay(Map.Entry<String, Set<String>> row) {
    Set<String> allowed = new HashSet<>(row.getValue());
    allowed.add(row.getKey());
    noClasses()
        .that(describe("are in " + row.getKey(), it -> part(it).equals(row.getKey())))
        .should()
        .dependOnClassesThat(
            describe(
                "are of ours and not in " + allowed,
                it -> !part(it).isEmpty() && !allowed.contains(ANY) && !allowed.contains(part(it))))
        .allowEmptyShould(true)
        .check(classes);
  }

  @Test
  void everyPartHasItsRow() {
    Set<String> known = MAY_USE.stream().map(Map.Entry::getKey).collect(Collectors.toSet());
    assertThat(classes.stream().map(HouseTest::part).distinct()).isSubsetOf(known);
  }

  @Test
  void packagesAreFreeOfCycles() {
    slices().matching("chappe.(**)").should().beFreeOfCycles().check(classes);
  }

  @Test
  void timeIsInjected() {
    noClasses()
        .that(
            describe(
                "are no Main and wait for nothing by name",
                it -> !it.getSimpleName().endsWith("Main") && !WAITERS.contains(top(it))))
        .should()
        .callMethod(System.class, "currentTimeMillis")
        .orShould()
        .callMethod(System.class, "nanoTime")
        .orShould()
        .callMethod(Thread.class, "sleep", long.class)
        .orShould()
        .callMethod(Thread.class, "sleep", java.time.Duration.class)
        .orShould()
        .callMethod(Instant.class, "now")
        .orShould()
        .callMethod(LocalDate.class, "now")
        .orShould()
        .callMethod(LocalDateTime.class, "now")
        .orShould()
        .callMethod(ZonedDateTime.class, "now")
        .orShould()
        .callMethod(Clock.class, "systemDefaultZone")
        .check(classes);
  }

  @Test
  void authorsNeedToKnowNothingOfKafka() {
    noClasses()
        .that()
        .resideInAnyPackage("chappe.bot..", "chappe.demo..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("org.apache.kafka..", "org.redisson..")
        .allowEmptyShould(true)
        .check(classes);
  }

  @Test
  void everyPackageDeclaresItsNulls() {
    Set<JavaPackage> packages =
        classes.stream().map(JavaClass::getPackage).collect(Collectors.toSet());
    assertThat(packages)
        .isNotEmpty()
        .allSatisfy(
            it -> assertThat(it.isAnnotatedWith(NullMarked.class)).as(it.getName()).isTrue());
  }

  /// The name of the outermost class.
  private static String top(JavaClass type) {
    return type.getEnclosingClass().map(HouseTest::top).orElseGet(type::getSimpleName);
  }

  /// `ingress` for `chappe.ingress.webhook.Door`, empty for a class that is not ours. What runs
  /// bots in tests stands beside the author's API, but over the engine.
  private static String part(JavaClass type) {
    if (type.getPackageName().equals("chappe.bot.testing")) {
      return "bot.testing";
    }
    String[] names = type.getPackageName().split("\\.", -1);
    return names.length > 1 && names[0].equals("chappe") ? names[1] : "";
  }
}

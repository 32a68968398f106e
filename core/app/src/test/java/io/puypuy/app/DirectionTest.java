package io.puypuy.app;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** The direction in which the modules may know each other: no one looks back up the list. */
@AnalyzeClasses(packages = "io.puypuy", importOptions = ImportOption.DoNotIncludeTests.class)
final class DirectionTest {
    @ArchTest
    static final ArchRule MODULES = layeredArchitecture()
            .consideringOnlyDependenciesInLayers()
            .layer("api")
            .definedBy("io.puypuy.api..")
            .layer("engine")
            .definedBy("io.puypuy.engine..")
            .layer("http")
            .definedBy("io.puypuy.http..")
            .layer("document")
            .definedBy("io.puypuy.pattoo.document..")
            .layer("pattoo")
            .definedBy(
                    "io.puypuy.pattoo.agent..",
                    "io.puypuy.pattoo.hub..",
                    "io.puypuy.pattoo.os..",
                    "io.puypuy.pattoo.settings..",
                    "io.puypuy.pattoo.spoke..")
            .layer("server")
            .definedBy("io.puypuy.server..")
            .layer("app")
            .definedBy("io.puypuy.app..")
            .whereLayer("app")
            .mayNotBeAccessedByAnyLayer()
            .whereLayer("server")
            .mayOnlyBeAccessedByLayers("app")
            .whereLayer("pattoo")
            .mayOnlyBeAccessedByLayers("app")
            .whereLayer("document")
            .mayOnlyBeAccessedByLayers("pattoo", "server", "app")
            .whereLayer("http")
            .mayOnlyBeAccessedByLayers("pattoo", "server", "app")
            .whereLayer("engine")
            .mayOnlyBeAccessedByLayers("http", "pattoo", "server", "app");

    @ArchTest
    static final ArchRule API_KNOWS_NO_LIBRARY = classes()
            .that()
            .resideInAPackage("io.puypuy.api..")
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage("io.puypuy.api..", "java..", "javax..", "org.pf4j..", "org.slf4j..", "org.jspecify..");

    @ArchTest
    static final ArchRule NO_DATABIND_ON_THE_WAY_OF_A_POINT = noClasses()
            .that()
            .resideInAnyPackage("io.puypuy.engine..", "io.puypuy.server.store..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("com.fasterxml.jackson.databind..");

    @ArchTest
    static final ArchRule PRINTING_IS_THE_COMMAND_LINES = noClasses()
            .that()
            .resideOutsideOfPackage("io.puypuy.app..")
            .should()
            .accessField(System.class, "out")
            .orShould()
            .accessField(System.class, "err");

    @ArchTest
    static final ArchRule PACKAGES_OF_THE_ENGINE_HAVE_NO_CIRCLE =
            slices().matching("io.puypuy.engine.(*)..").should().beFreeOfCycles();
}

package io.puypuy.app.cli;

import java.io.IOException;
import java.util.regex.Pattern;
import javax.lang.model.SourceVersion;
import picocli.CommandLine;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Makes the folder of a new check. */
@CommandLine.Command(
        name = "new",
        description = "Make a folder in checks_available for a new check, with a test that passes.",
        footerHeading = "%n",
        footer = {
            "Until you change it, the check reads lines \"name: number\" over HTTP. Its folder is named in",
            "checks_available/pom.xml, its settings get a section in conf/. Only in a source checkout;",
            "checks_available/README.md says how to go on.",
            "",
            "Exit code: 0 made, 1 refused; nothing is written then.",
            "",
            "Examples:",
            "  bin/puypuy check new depot",
            "  bin/puypuy check new depot --conf webservers"
        })
final class CheckNewCommand extends Command {
    private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9]*(_[a-z0-9]+)*");
    private static final Pattern FILE = Pattern.compile("[A-Za-z0-9_-]+");
    private static final int MOST_NAME = 40;
    private static final String PREFIX = "check_";

    @Parameters(paramLabel = "NAME", description = "Such as depot for check_depot: small letters, digits and _.")
    private String given = "";

    @Option(
            names = "--conf",
            paramLabel = "FILE",
            description = "The file of conf/ that gets the section, without .ini; default is the check's name.")
    private String conf = "";

    CheckNewCommand(Installation installation) {
        super(installation);
    }

    @Override
    int run() throws IOException {
        String name = given.startsWith(PREFIX) ? given.substring(PREFIX.length()) : given;
        if (!NAME.matcher(name).matches() || name.length() > MOST_NAME) {
            return fail("\"" + given + "\" is no name for a check; write small letters, digits and single _ between"
                    + " them, beginning with a letter, at most " + MOST_NAME + ", such as depot");
        }
        String file = conf.isEmpty() ? name : conf;
        if (!FILE.matcher(file).matches()) {
            return fail("\"" + file + "\" is no name for a file of conf/; write it without folder and without .ini");
        }
        CheckTemplate template = new CheckTemplate(installation().home(), name, file + ".ini");
        if (SourceVersion.isKeyword(template.packageName())) {
            return fail("\"" + template.packageName() + "\" is a word of Java, which cannot name a package;"
                    + " choose another name");
        }
        template.write();
        say(PREFIX + name + " is made, with one recorded case, and [" + template.title() + "] in conf/" + file
                + ".ini. Its test passes:");
        say("  mvn -q test -Dtest='" + template.className() + "*' -Dsurefire.failIfNoSpecifiedTests=false"
                + " -pl checks_available/" + PREFIX + name + " -am");
        say("Next, in checks_available/" + PREFIX + name + ":");
        say("  1. Put two replies of the real server into src/test/resources/testcases/two-runs/1/http and 2/http.");
        say("  2. Change the metrics in " + template.className() + "Check and in README.md, run the test, and copy");
        say("     target/testcases/two-runs/expected.points when its numbers are right.");
        say("  3. bin/puypuy once " + PREFIX + name + " --explain     what it reads and would send here");
        say("  4. bin/puypuy enable " + PREFIX + name);
        say("All of it: \"How to write a check in ten minutes\" in checks_available/README.md.");
        return OK;
    }
}

/** The command {@code camel}: JBang compiles the same call when it installs that. */
class CamelCli {

    public static void main(String[] arguments) {
        org.apache.camel.dsl.jbang.core.commands.CamelJBangMain.run(arguments);
    }
}

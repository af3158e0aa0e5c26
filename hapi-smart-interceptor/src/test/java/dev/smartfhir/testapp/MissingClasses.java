package dev.smartfhir.testapp;

/** A class loader that has everything of its parent's but some packages, as if a JAR were not there. */
final class MissingClasses extends ClassLoader {

    private final String missing;

    MissingClasses(String missing, ClassLoader parent) {
        super(parent);
        this.missing = missing;
    }

    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
        if (name.startsWith(missing)) {
            throw new ClassNotFoundException(name);
        }
        return super.loadClass(name, resolve);
    }
}

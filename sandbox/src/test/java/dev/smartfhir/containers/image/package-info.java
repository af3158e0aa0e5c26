/** Checks of the Dockerfiles, their build context and the images that they start from. */
package dev.smartfhir.containers.image;

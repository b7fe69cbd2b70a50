/** Images, volumes and masks as plain arrays; their files; and pictures to look at. */
package org.segloss.demo.image;

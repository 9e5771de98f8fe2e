/* Departments of the teachers (tổ chuyên môn); the functions stand in classes.h. What stays true: (1) a department has at most one head at a time; who was head stays written with the
** days; (2) to lead one gives no right to a class or a pupil: the page shows what every member of the staff may know. */
#ifndef KHUE_CLASSES_DEPARTMENTS_H
#define KHUE_CLASSES_DEPARTMENTS_H

#include "classes/classes.h"

#endif

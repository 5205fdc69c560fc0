/* Answers questions about recurrences with libical: lines "dtstart<TAB>rrule<TAB>limit<TAB>milliseconds" in, one line of
 * occurrences out.
 * Each question is answered in a process of its own with a time limit, because some never end. Sends "refused", "timeout" or
 * "crash" in place of the occurrences. */
#define _XOPEN_SOURCE 700
#include <libical/ical.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/time.h>
#include <sys/wait.h>
#include <unistd.h>

/* Processor time, so that a busy machine shows little; 0 takes the limit away. */
static void limit_time(int milliseconds)
{
    struct itimerval timer = {{0, 0}, {milliseconds / 1000, milliseconds % 1000 * 1000}};
    setitimer(ITIMER_PROF, &timer, NULL);
}

static void answer(const char *start_text, const char *rule_text, int limit)
{
    struct icalrecurrencetype rule = icalrecurrencetype_from_string(rule_text);
    struct icaltimetype start = icaltime_from_string(start_text);
    icalrecur_iterator *iterator = NULL;
    static char out[65536];
    int count, size = 0;
    if (rule.freq != ICAL_NO_RECURRENCE) iterator = icalrecur_iterator_new(rule, start);
    if (iterator == NULL) {
        limit_time(0);
        printf("refused\n");
        fflush(stdout);
        return;
    }
    for (count = 0; count < limit; count++) {
        struct icaltimetype time = icalrecur_iterator_next(iterator);
        if (icaltime_is_null_time(time) || time.year >= 2200) break;
        size += snprintf(out + size, sizeof out - (size_t)size, "%04d%02d%02d", time.year, time.month, time.day);
        if (time.is_date) size += snprintf(out + size, sizeof out - (size_t)size, " ");
        else size += snprintf(out + size, sizeof out - (size_t)size, "T%02d%02d%02d ", time.hour, time.minute, time.second);
    }
    /* All or nothing: a process that is stopped leaves no half line. */
    limit_time(0);
    printf("%s\n", out);
    fflush(stdout);
}

int main(void)
{
    static char line[65536];
    icalerror_set_errors_are_fatal(0);
    while (fgets(line, sizeof line, stdin) != NULL) {
        char *save = NULL, *start = strtok_r(line, "\t\n", &save), *rule = strtok_r(NULL, "\t\n", &save);
        char *limit = strtok_r(NULL, "\t\n", &save), *milliseconds = strtok_r(NULL, "\t\n", &save);
        int status = 0;
        pid_t child;
        if (milliseconds == NULL) return 2;
        child = fork();
        if (child == 0) {
            limit_time(atoi(milliseconds));
            answer(start, rule, atoi(limit));
            _exit(0);
        }
        if (child < 0 || waitpid(child, &status, 0) < 0) return 1;
        if (!WIFEXITED(status)) {
            printf("%s\n", WIFSIGNALED(status) && WTERMSIG(status) == SIGPROF ? "timeout" : "crash");
            fflush(stdout);
        }
    }
    return 0;
}

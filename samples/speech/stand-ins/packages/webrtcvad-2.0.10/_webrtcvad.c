/* The detector of the webrtcvad stand-in. A frame is speech if it is loud enough and crosses zero as seldom as a
   voice does; the mode says how loud and how seldom. */

#define PY_SSIZE_T_CLEAN
#include <Python.h>

static PyObject *error;

static int valid(long rate, Py_ssize_t samples)
{
    if (rate != 8000 && rate != 16000 && rate != 32000 && rate != 48000)
        return 0;
    return samples == rate / 100 || samples == rate / 50 || samples == rate / 100 * 3;
}

static int sample(const unsigned char *bytes, Py_ssize_t index)
{
    int value = bytes[2 * index] | bytes[2 * index + 1] << 8;
    return value >= 0x8000 ? value - 0x10000 : value;
}

static PyObject *process(PyObject *module, PyObject *arguments)
{
    static const double loudness[] = { 100, 150, 250, 400 };        /* root mean square, of 32768 */
    static const double crossings[] = { 4500, 4000, 3500, 3000 };   /* a second */
    Py_buffer buffer;
    long rate;
    Py_ssize_t samples;
    int mode;
    if (!PyArg_ParseTuple(arguments, "y*lni", &buffer, &rate, &samples, &mode))
        return NULL;
    if (!valid(rate, samples) || samples * 2 > buffer.len || mode < 0 || mode > 3) {
        PyBuffer_Release(&buffer);
        PyErr_SetString(error, "Error while processing frame");
        return NULL;
    }

    double energy = 0;
    Py_ssize_t crossed = 0;
    for (Py_ssize_t index = 0; index < samples; index++) {
        int value = sample(buffer.buf, index);
        energy += (double)value * value;
        if (index > 0 && (value < 0) != (sample(buffer.buf, index - 1) < 0))
            crossed++;
    }
    PyBuffer_Release(&buffer);
    return PyBool_FromLong(energy / samples > loudness[mode] * loudness[mode]
                           && (double)crossed * rate / samples < crossings[mode]);
}

static PyObject *valid_rate_and_frame_length(PyObject *module, PyObject *arguments)
{
    long rate;
    Py_ssize_t samples;
    if (!PyArg_ParseTuple(arguments, "ln", &rate, &samples))
        return NULL;
    return PyBool_FromLong(valid(rate, samples));
}

static PyMethodDef methods[] = {
    { "process", process, METH_VARARGS, "Whether a frame is speech." },
    { "valid_rate_and_frame_length", valid_rate_and_frame_length, METH_VARARGS, "Whether the detector takes it." },
    { NULL, NULL, 0, NULL }
};

static struct PyModuleDef definition = { PyModuleDef_HEAD_INIT, "_webrtcvad", NULL, -1, methods };

PyMODINIT_FUNC PyInit__webrtcvad(void)
{
    PyObject *module = PyModule_Create(&definition);
    if (module == NULL)
        return NULL;
    error = PyErr_NewException("_webrtcvad.Error", NULL, NULL);
    if (PyModule_AddObjectRef(module, "Error", error) < 0) {
        Py_DECREF(module);
        return NULL;
    }
    return module;
}

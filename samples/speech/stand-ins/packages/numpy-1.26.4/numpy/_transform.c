/* The discrete Fourier transform of the numpy stand-in: radix 2 where the length is a power of two, by definition
   where it is not. Not scaled in either direction. */

#define PY_SSIZE_T_CLEAN
#include <Python.h>
#include <math.h>

static const double pi = 3.14159265358979323846;

static int read_list(PyObject *list, double *values, Py_ssize_t count)
{
    for (Py_ssize_t index = 0; index < count; index++) {
        values[index] = PyFloat_AsDouble(PyList_GET_ITEM(list, index));
        if (values[index] == -1 && PyErr_Occurred())
            return 0;
    }
    return 1;
}

static PyObject *to_list(const double *values, Py_ssize_t count)
{
    PyObject *list = PyList_New(count);
    for (Py_ssize_t index = 0; list != NULL && index < count; index++) {
        PyObject *value = PyFloat_FromDouble(values[index]);
        if (value == NULL)
            Py_CLEAR(list);
        else
            PyList_SET_ITEM(list, index, value);
    }
    return list;
}

static void by_definition(double *re, double *im, const double *from_re, const double *from_im, Py_ssize_t n, double turn)
{
    for (Py_ssize_t k = 0; k < n; k++) {
        re[k] = im[k] = 0;
        for (Py_ssize_t t = 0; t < n; t++) {
            double angle = turn * (double)(k * t % n) / n, c = cos(angle), s = sin(angle);
            re[k] += from_re[t] * c - from_im[t] * s;
            im[k] += from_re[t] * s + from_im[t] * c;
        }
    }
}

static void radix_2(double *re, double *im, const double *from_re, const double *from_im, Py_ssize_t n, double turn)
{
    for (Py_ssize_t index = 0, reversed = 0; index < n; index++) {
        re[reversed] = from_re[index];
        im[reversed] = from_im[index];
        Py_ssize_t bit = n >> 1;
        while (bit > 0 && (reversed & bit)) {
            reversed ^= bit;
            bit >>= 1;
        }
        reversed |= bit;
    }
    for (Py_ssize_t half = 1; half < n; half *= 2)
        for (Py_ssize_t k = 0; k < half; k++) {
            double angle = turn * k / (2 * half), c = cos(angle), s = sin(angle);
            for (Py_ssize_t a = k; a < n; a += 2 * half) {
                Py_ssize_t b = a + half;
                double r = re[b] * c - im[b] * s, i = re[b] * s + im[b] * c;
                re[b] = re[a] - r;
                im[b] = im[a] - i;
                re[a] += r;
                im[a] += i;
            }
        }
}

static PyObject *transform(PyObject *module, PyObject *arguments)
{
    PyObject *real, *imaginary, *result = NULL;
    int inverse;
    if (!PyArg_ParseTuple(arguments, "O!O!p", &PyList_Type, &real, &PyList_Type, &imaginary, &inverse))
        return NULL;
    Py_ssize_t n = PyList_GET_SIZE(real);
    if (n == 0 || PyList_GET_SIZE(imaginary) != n) {
        PyErr_SetString(PyExc_ValueError, "two lists of one length, not empty");
        return NULL;
    }
    double *memory = PyMem_New(double, 4 * n);
    if (memory == NULL)
        return PyErr_NoMemory();
    double *from_re = memory, *from_im = memory + n, *re = memory + 2 * n, *im = memory + 3 * n;
    if (read_list(real, from_re, n) && read_list(imaginary, from_im, n)) {
        double turn = inverse ? 2 * pi : -2 * pi;
        ((n & (n - 1)) == 0 ? radix_2 : by_definition)(re, im, from_re, from_im, n, turn);
        PyObject *list_re = to_list(re, n), *list_im = to_list(im, n);
        if (list_re != NULL && list_im != NULL)
            result = PyTuple_Pack(2, list_re, list_im);
        Py_XDECREF(list_re);
        Py_XDECREF(list_im);
    }
    PyMem_Free(memory);
    return result;
}

static PyMethodDef methods[] = {
    { "transform", transform, METH_VARARGS, "transform(real, imaginary, inverse): two lists." },
    { NULL, NULL, 0, NULL }
};

static struct PyModuleDef definition = { PyModuleDef_HEAD_INIT, "_transform", NULL, -1, methods };

PyMODINIT_FUNC PyInit__transform(void)
{
    return PyModule_Create(&definition);
}
